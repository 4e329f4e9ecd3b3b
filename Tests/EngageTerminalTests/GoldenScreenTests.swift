import EngageTerminal
import Testing

@Suite struct GoldenScreenTests {
  static let sizes = [(80, 24), (120, 40), (40, 12), (20, 5)].map { WindowSize(columns: $0.0, rows: $0.1) }

  @Test(arguments: sizes)
  func `screens look as somebody saw them once`(size: WindowSize) throws {
    var text = ""
    for (name, screen) in MadeUpScreens.all {
      let frame = Painter(Look()).frame(of: screen, size: size)
      let cursor = frame.cursor.map { "row \($0.row + 1), column \($0.column + 1)" } ?? "none"
      text += "=== \(name); cursor: \(cursor)\n" + frame.text + "\n"
    }
    try expectGolden(text, "screens-\(size.columns)x\(size.rows).txt")
  }

  @Test func `where the locale knows no more than ASCII, nothing else is sent`() throws {
    var text = ""
    for (name, screen) in MadeUpScreens.all {
      let frame = Painter(Look(hasColour: false, isUnicode: false))
        .frame(of: screen, size: WindowSize(columns: 80, rows: 24))
      #expect(frame.text.utf8.allSatisfy { $0 < 0x80 }, "\(name)")
      text += "=== \(name)\n" + frame.text + "\n"
    }
    try expectGolden(text, "screens-ascii.txt")
  }
}
