import Testing

@testable import EngageImport

@Suite("Words are compared without case, doubled blanks and typographic signs") struct FoldedWordTests {
  @Test(
    "plain text and text beyond ASCII are folded alike",
    arguments: [
      ("  Very   Safe\t\n", "very safe"), ("Don`t KNOW", "don't know"), ("Don’t KNOW", "don't know"),
      ("“Yes” – no", "\"yes\" - no"), ("ÉCOLE  École", "école école"), ("", ""), (" \u{A0} ", ""),
      ("a\u{B}b", "a b"),
    ])
  func folding(text: String, folded: String) {
    #expect(foldedWord(text) == folded)
    #expect(foldedWord(Substring(text)) == folded)
    // The letter behind it sends the same text the long way.
    #expect(foldedWord(text + " é") == (folded.isEmpty ? "é" : folded + " é"))
  }
}
