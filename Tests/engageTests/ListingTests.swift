import EngageColumns
import Testing

@testable import engage

/// Lists and lines as a terminal of few columns shows them.
@Suite struct ListingTests {
  private let words = "  ! Nobody told us where to report what we saw on the way"

  @Test("Lines break between words, and go on below the first", arguments: [20, 30, 44, 57, 80])
  func wrapping(_ width: Int) {
    let lines = WordWrap.lines(words, width: width, hanging: 2)
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("    ") && !$0.hasPrefix("     ") })
    #expect(lines.joined(separator: " ").split(separator: " ") == words.split(separator: " "))
  }

  @Test func whereThereIsNoScreenLinesStayWhole() {
    #expect(WordWrap.lines(words, width: nil) == [words])
  }

  @Test func whatSwitchesColoursTakesNoRoom() {
    let coloured = words.replacing("told", with: "\u{1B}[1;31mtold\u{1B}[0m")
    #expect(WordWrap.lines(coloured, width: 30).count == WordWrap.lines(words, width: 30).count)
  }

  @Test func aWordThatIsLongerThanALineStaysWhole() {
    #expect(WordWrap.lines("a we-stand-together-2019 b", width: 10) == ["a", "we-stand-together-2019", "b"])
  }

  @Test func aWideListIsBrokenBetweenWordsWithinItsColumns() {
    var list = Listing(["Text", "Where", "Why"])
    list.add(["3F2A", "evening rugby concerns", "somebody may be in danger: flagged during entry"])
    #expect(list.text(within: nil).split(separator: "\n").count == 2)
    let lines = list.text(within: 40).split(separator: "\n").map(String.init)
    #expect(lines.count > 2 && lines.allSatisfy { DisplayWidth.of($0) <= 40 })
    #expect(lines[0].hasPrefix("Text  Where") && lines[1].hasPrefix("3F2A  evening"))
    for word in ["evening", "concerns", "somebody", "danger:", "flagged", "entry"] {
      #expect(lines.contains { $0.split(separator: " ").contains(Substring(word)) }, "\(word) is whole")
    }
  }

  @Test func aNameThatHasNoRoomIsCutAndTheRowStaysOneLine() {
    var list = Listing(["Release", "To", "Report"], cutting: ["To", "Report"])
    list.add(["1", "Rugby Borough Council", "We Stand Together: what we heard"])
    #expect(list.text(within: nil).contains("We Stand Together: what we heard"))
    let lines = list.text(within: 40).split(separator: "\n").map(String.init)
    #expect(lines.count == 2 && lines.allSatisfy { DisplayWidth.of($0) <= 40 })
    #expect(lines[1].contains("Rugby Bor") && lines[1].contains("…"))
  }

  @Test func momentsAreToldByTheClockHere() {
    let words = Clock.words("2026-11-22T01:32:28Z")
    #expect(words.wholeMatch(of: #/2026-11-2[123] \d\d:\d\d/#) != nil)
    #expect(Clock.words("2026-11-22T01:32Z") == words)
    #expect(Clock.words("soon") == "soon")
  }

  @Test func textsHeldBackHaveNamesThatTellThemApart() {
    let all = ["3f2a1b2c-0001", "3f2a1b2c-0002", "9d"]
    let names = all.map { SafeguardingCommand.List.name(of: $0, among: all) }
    #expect(names == ["3f2a1b2c-0001", "3f2a1b2c-0002", "9d"])
    #expect(SafeguardingCommand.List.name(of: "3f2a1b2c-0001", among: ["3f2a1b2c-0001"]) == "3f2a1b2c")
  }
}
