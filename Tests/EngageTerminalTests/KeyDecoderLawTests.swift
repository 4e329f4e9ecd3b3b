import EngageEntry
import EngageTerminal
import EngageTesting
import Testing

@Suite struct KeyDecoderLawTests {
  private static let pieces = [
    "a", "7", " ", "é", "ਪੰ", "👩‍👩‍👧", "\r", "\n", "\t", "\u{3}", "\u{7F}", "\u{1B}", "\u{1B}\u{1B}", "\u{1B}[A",
    "\u{1B}[1;5C",
    "\u{1B}OP", "\u{1B}[[A", "\u{1B}x", "\u{1B}é", "\u{1B}[200~pas\rte\u{1B}[201~", "\u{1B}[3$",
    "\u{1B}[M abc",
    "\u{1B}]0;t\u{7}", "\u{1B}P1$r\u{1B}\\", "\u{1B}[", "\u{1B}O", "[", "O", "~", "\u{1B}[?1;2c", "1;2",
  ]

  private func whole(_ bytes: [UInt8]) -> [EntryKey] {
    var decoder = KeyDecoder()
    return decoder.keys(bytes) + decoder.settle()
  }

  @Test(arguments: 0..<60)
  func `however the bytes are parted the keys are the same`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes: [UInt8] = []
    for _ in 0..<8 {
      if Int.random(in: 0..<6, using: &random) == 0 {
        bytes += (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) }
      } else {
        bytes += Array((Self.pieces.randomElement(using: &random) ?? "a").utf8)
      }
    }
    let expected = whole(bytes)
    for position in 0...bytes.count {
      var decoder = KeyDecoder()
      let keys = decoder.keys(Array(bytes[..<position])) + decoder.keys(Array(bytes[position...]))
      #expect(keys + decoder.settle() == expected, "parted at \(position): \(bytes)")
    }
    var single = KeyDecoder()
    #expect(bytes.flatMap { single.keys([$0]) } + single.settle() == expected, "\(bytes)")
  }

  @Test(arguments: 0..<200)
  func `after any bytes and a pause, keys are what they are`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 500)
    var decoder = KeyDecoder()
    for _ in 0..<20 {
      let count = Int.random(in: 0..<40, using: &random)
      _ = decoder.keys(
        (0..<count).map { _ in
          Int.random(in: 0..<3, using: &random) == 0
            ? [0x1B, 0x5B, 0x4F, 0x32, 0x30, 0x7E].randomElement(using: &random) ?? 0
            : UInt8.random(in: 0...255, using: &random)
        })
      _ = decoder.settle()
      #expect(decoder.patience == nil)
      #expect(decoder.keys(Array("ok\u{1B}[A".utf8)) == [.text("o"), .text("k"), .up])
    }
  }

  @Test(arguments: 0..<200)
  func `without a pause, Ctrl-C comes through at once unless a paste is open`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) + 900)
    var decoder = KeyDecoder()
    let noise = (0..<30).map { _ in UInt8.random(in: 0...255, using: &random) }
    _ = decoder.keys(noise)
    #expect(decoder.keys([0x03]).last == .control("c"), "\(noise)")
  }
}
