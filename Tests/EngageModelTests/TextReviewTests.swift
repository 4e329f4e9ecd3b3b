import EngageModel
import Testing

@Suite("What may leave of a text") struct TextReviewTests {
  private func span(
    _ range: Range<Int>, _ replacement: String = "[…]", hidden: Bool = true
  ) -> TextReview.Span {
    TextReview.Span(range, kind: nil, replacement: replacement, isHidden: hidden)
  }

  private func review(
    _ text: String, _ decision: TextReview.Decision, _ wording: String? = nil
  ) -> TextReview {
    TextReview(
      response: 1, question: "concerns", fingerprint: CodedText.fingerprint(of: text.utf8),
      decision: decision,
      wording: wording, by: "Ada", at: "2026-03-04T10:00:00Z")
  }

  @Test func `words are taken out in any order, once where spans overlap, and not where a person says so`() {
    let text = "Ask Anna Bell at No 7"
    func without(_ spans: TextReview.Span...) -> String { TextReview.wording(of: text, without: spans) }
    #expect(without(span(20..<21, "[n]"), span(4..<8, "[name]")) == "Ask [name] Bell at No [n]")
    #expect(without(span(4..<8, "[a]"), span(6..<13, "[b]")) == "Ask [a] at No 7")
    #expect(without(span(4..<13, "[a]"), span(5..<8, "[b]")) == "Ask [a] at No 7")
    #expect(without(span(4..<8, hidden: false)) == text)
    #expect(without(span(0..<21, "")) == "")
  }

  @Test func `spans that do not fit the text change nothing; those that split a character take it whole`() {
    #expect(TextReview.wording(of: "abc", without: [span(2..<9), span(-1..<2), span(1..<1)]) == "abc")
    #expect(TextReview.wording(of: "a👩‍👩‍👧b", without: [span(2..<3)]) == "a[…]b")
    #expect(TextReview.wording(of: "ae\u{301}b", without: [span(1..<2)]) == "a[…]b")
    #expect(TextReview.wording(of: "a\r\nb", without: [span(1..<2)]) == "a[…]b")
  }

  @Test func `only the words that were read leave, as was decided`() {
    #expect(review("One", .release).released(of: "One") == "One")
    #expect(review("One", .release).released(of: "One ") == nil)
    #expect(review("One", .redact, "[1]").released(of: "One") == "[1]")
    #expect(review("One", .redact, " \n").released(of: "One") == nil)
    #expect(review("One", .redact).released(of: "One") == nil)
    #expect(review("One", .withhold, "One").released(of: "One") == nil)
  }
}
