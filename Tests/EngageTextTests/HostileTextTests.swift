import EngageText
import Testing

@Suite(.serialized) struct HostileTextTests {
  /// A text ten times as long may take little more than ten times as long: a hundred times would be a square.
  @Test(arguments: [
    "1234567890", "0", "a.", "@", "@ab ", "at ", "a-at-", "0 ", "07700 900123 ", "www.", "Mr Khan ", "Abc ",
    "born ",
    "born 3 May 1985 ", "\u{301}", "insta.", "a dot ", "u/", "http://a/", "AB12 ", "1\u{200d}", "4444 ",
    "J. ", "(", "1\r\n",
    "a@b.com ", "1.", "a'", "a-",
  ])
  func timeGrowsAsTheTextDoes(unit: String) {
    let suggester = RedactionSuggester(places: ["Mill Lane"])
    func time(_ bytes: Int) -> Duration {
      let text = String(repeating: unit, count: bytes / unit.utf8.count)
      return (0..<2).map { _ in ContinuousClock().measure { _ = suggester.findings(in: text) } }.min()
        ?? .zero
    }
    let short = time(1_500)
    let long = time(15_000)
    #expect(long < short * 50 + .milliseconds(50), "\(short) and \(long)")
  }
}
