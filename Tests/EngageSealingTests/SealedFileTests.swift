import Foundation
import Testing

@testable import EngageSealing

/// Files in a folder of their own, sealed with few rounds.
struct SealingBench {
  static let passphrase = Passphrase("kettle harbour ninety velvet")
  static let rounds: UInt32 = 3
  let folder = FileManager.default.temporaryDirectory.appending(path: "engage-sealing-\(UUID().uuidString)")
    .path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path(name)))
  }

  func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path(name)))) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Bytes that repeat nowhere near.
  static func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }
  }

  /// - Returns: the sealed file.
  func seal(_ plain: [UInt8], chunk: UInt32 = 64) throws -> [UInt8] {
    try write(plain, to: "plain")
    try SealedFile.seal(
      path("plain"), to: path("sealed"), with: Self.passphrase, rounds: Self.rounds, chunk: chunk)
    return try read("sealed")
  }

  /// What opening a file of these bytes gives.
  func open(_ sealed: [UInt8], with passphrase: Passphrase = Self.passphrase) throws -> [UInt8] {
    try write(sealed, to: "found")
    try SealedFile.open(path("found"), to: path("opened"), with: passphrase)
    defer { try? FileManager.default.removeItem(atPath: path("opened")) }
    return try read("opened")
  }
}

@Suite struct SealedFileTests {
  private func withBench(_ body: (SealingBench) throws -> Void) throws {
    let bench = try SealingBench()
    defer { bench.remove() }
    try body(bench)
  }

  @Test("what is sealed opens again", arguments: [0, 1, 63, 64, 65, 127, 128, 129, 1000])
  func roundTrip(_ count: Int) throws {
    try withBench { bench throws in
      let plain = SealingBench.bytes(count)
      let sealed = try bench.seal(plain)
      #expect(sealed.count == 64 + count + 16 * max(1, (count + 63) / 64))
      #expect(try bench.open(sealed) == plain)
    }
  }

  @Test func bothFilesAreForTheirOwnerAloneAndNothingElseIsLeft() throws {
    try withBench { bench throws in
      _ = try bench.seal(SealingBench.bytes(100))
      try SealedFile.open(bench.path("sealed"), to: bench.path("opened"), with: SealingBench.passphrase)
      for name in ["sealed", "opened"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: bench.path(name))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
      #expect(left.sorted() == ["opened", "plain", "sealed"])
    }
  }

  @Test func theSameFileNeverLooksTheSame() throws {
    try withBench { bench throws in
      let plain = [UInt8](repeating: 0, count: 256)
      let (first, second) = (try bench.seal(plain), try bench.seal(plain))
      #expect(first[25..<64] != second[25..<64] && first[64...] != second[64...])
      #expect(Set(stride(from: 64, to: first.count, by: 80).map { Array(first[$0..<($0 + 64)]) }).count == 4)
    }
  }

  @Test func aBitFlippedAnywhereIsRefusedAndNothingIsWritten() throws {
    try withBench { bench throws in
      let plain = SealingBench.bytes(150)
      let sealed = try bench.seal(plain)
      for place in sealed.indices {
        // Eight million rounds would be tried, for seconds.
        for bit in [0, 3, 7] where (place, bit) != (17, 7) {
          var changed = sealed
          changed[place] ^= 1 << UInt8(bit)
          #expect(throws: SealingError.self, "byte \(place), bit \(bit)") { try bench.open(changed) }
          #expect(!bench.exists("opened"), "byte \(place), bit \(bit)")
        }
      }
    }
  }

  @Test func aFileCutShortAnywhereIsRefused() throws {
    try withBench { bench throws in
      let sealed = try bench.seal(SealingBench.bytes(192))
      for length in 0..<sealed.count {
        #expect(throws: SealingError.self, "\(length) bytes") { try bench.open(Array(sealed[..<length])) }
        #expect(!bench.exists("opened"))
      }
    }
  }

  @Test func chunksMovedRepeatedLeftOutOrAddedAreFound() throws {
    try withBench { bench throws in
      let sealed = try bench.seal(SealingBench.bytes(200))
      let other = try bench.seal(SealingBench.bytes(200))
      let head = Array(sealed[..<64])
      let chunks = stride(from: 64, to: sealed.count, by: 80).map {
        Array(sealed[$0..<min($0 + 80, sealed.count)])
      }
      let foreign = Array(other[64..<144])
      let changes: [(String, [[UInt8]])] = [
        ("swapped", [chunks[1], chunks[0], chunks[2], chunks[3]]),
        ("repeated", [chunks[0], chunks[0], chunks[1], chunks[2], chunks[3]]),
        ("left out", [chunks[0], chunks[2], chunks[3]]),
        ("the last left out", Array(chunks[..<3])),
        ("one added", chunks + [chunks[3]]),
        ("a byte added", chunks + [[0]]),
        ("sixteen bytes added", chunks + [[UInt8](repeating: 0, count: 16)]),
        ("from another file", [foreign] + chunks[1...]),
      ]
      for (what, changed) in changes {
        #expect(throws: SealingError.self, "\(what)") { try bench.open(head + changed.flatMap { $0 }) }
      }
      #expect(try bench.open(head + chunks.flatMap { $0 }) == SealingBench.bytes(200))
    }
  }

  @Test func anotherPassphraseOpensNothing() throws {
    try withBench { bench throws in
      let sealed = try bench.seal(SealingBench.bytes(100))
      for wrong in ["", "kettle harbour ninety velveT", "kettle harbour ninety velvet "] {
        let error = #expect(throws: SealingError.self) { try bench.open(sealed, with: Passphrase(wrong)) }
        #expect(error == .wrongPassphrase)
      }
      #expect(!bench.exists("opened"))
    }
  }

  @Test func otherFilesAndNewerFormsAreToldApart() throws {
    try withBench { bench throws in
      func problem(_ bytes: [UInt8]) throws -> SealingError? {
        #expect(throws: SealingError.self) { try bench.open(bytes) }
      }
      let sealed = try bench.seal(SealingBench.bytes(10))
      var (newer, cipher, rounds) = (sealed, sealed, sealed)
      newer[14] = UInt8(ascii: "2")
      cipher[24] = 2
      rounds[16] = 0xFF
      #expect(try problem(newer) == .newer && problem(cipher) == .newer)
      #expect(try problem(rounds) == .changed, "a changed head does not keep the machine busy")
      #expect(try problem(Array("SQLite format 3\0".utf8)) == .notSealed && problem([]) == .notSealed)
      try bench.write(newer, to: "newer")
      #expect(try SealedFile.isSealed(bench.path("newer")) && !SealedFile.isSealed(bench.path("plain")))
    }
  }

  @Test func aFileThatCanNotBeWrittenIsNamed() throws {
    try withBench { bench throws in
      try bench.write([1, 2, 3], to: "plain")
      let target = bench.path("no-folder/sealed")
      let error = #expect(throws: SealingError.self) {
        try SealedFile.seal(bench.path("plain"), to: target, with: SealingBench.passphrase, rounds: 1)
      }
      guard case .file(let path, ENOENT) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(path.hasPrefix(target))
    }
  }

  @Test func aFileThatIsInTheWayIsNotOverwrittenByWhatIsOpened() throws {
    try withBench { bench throws in
      _ = try bench.seal([1, 2, 3])
      #expect(throws: SealingError.self) {
        try SealedFile.open(bench.path("sealed"), to: bench.path("plain"), with: SealingBench.passphrase)
      }
      #expect(try bench.read("plain") == [1, 2, 3])
    }
  }
}

@Suite struct PassphraseTests {
  @Test(
    "what can be guessed is not accepted",
    arguments: ["", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "ab ab ab ab ab ab"])
  func weak(_ text: String) { #expect(Passphrase.weakness(of: text) != nil) }

  @Test("four words are", arguments: ["kettle harbour ninety velvet", "twelve chars", "żółta łódź płynie"])
  func strong(_ text: String) { #expect(Passphrase.weakness(of: text) == nil) }
}
