import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite struct FileTests {
  @Test("A missing, empty or unreadable file and a folder are told apart")
  func openingErrors() throws {
    let scratch = try TemporaryFolder()
    func error(_ path: String) -> SheetFileError? {
      do throws(SheetFileError) {
        _ = try MappedFile(path: path)
        return nil
      } catch { return error }
    }
    #expect(error(scratch.path("none.csv")) == .notFound(path: scratch.path("none.csv")))
    #expect(error(scratch.path) == .isFolder(path: scratch.path))
    let empty = try scratch.write([], as: "empty.csv")
    #expect(error(empty) == .empty(path: empty))
    #expect(
      error("/dev/null") == .notReadable(path: "/dev/null", reason: "it is a device or a pipe, not a file"))
    #expect(error(empty)?.description.contains("is empty") == true)
  }

  @Test("The fingerprint is that of xxhsum -H2")
  func fingerprint() throws {
    let scratch = try TemporaryFolder()
    #expect(contentFingerprint(of: []) == "99aa06d3014798d86001c324468d497f")
    let path = try scratch.write(Array("a,b\n".utf8), as: "a.csv")
    let print = try MappedFile(path: path).fingerprint()
    #expect(print == contentFingerprint(of: Array("a,b\n".utf8)))
    #expect(print != contentFingerprint(of: Array("a,c\n".utf8)))
    #expect(print.count == 32)
  }

  @Test("A file of many pieces has the same fingerprint and the same UTF-8 problem as its bytes in memory")
  func pieces() throws {
    let scratch = try TemporaryFolder()
    // A sequence of three bytes lies across the first border, at 16 MiB.
    var bytes = [UInt8](repeating: 0x61, count: (1 << 24) - 2) + Array("€€\n€".utf8)
    let good = try MappedFile(path: scratch.write(bytes, as: "good"))
    #expect(good.firstUTF8Problem() == nil)
    #expect(good.fingerprint() == contentFingerprint(of: bytes))
    bytes[bytes.count - 1] = 0x61
    let bad = try MappedFile(path: scratch.write(bytes, as: "bad"))
    #expect(bad.firstUTF8Problem() == UTF8Problem(byteOffset: bytes.count - 3, line: 2, column: 1))
    good.releasePages(before: good.count)
    #expect(good.withBytes { $0[0] } == 0x61)
  }

  @Test(
    "Files are recognised by their bytes, those that hold no table refused politely",
    arguments: [
      (Array("a,b\n".utf8), FileKind.text), (Array("%PDF-1.7".utf8), .pdf), (Array("$FL2@(#)".utf8), .spss),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .xls), ([0x50, 0x4B, 0x03, 0x04, 0x0A], .zip),
      ([0x50, 0x4B, 0x03, 0x04] + Array("....[Content_Types].xml".utf8), .xlsx), ([0x61, 0, 0x62], .binary),
      ([0xFF, 0xFE, 0x61, 0], .text), (Array("\n<!DOCTYPE html><p>".utf8), .html),
    ] as [([UInt8], FileKind)])
  func sniffing(bytes: [UInt8], kind: FileKind) {
    let found = bytes.withUnsafeBufferPointer { FileKind.sniff($0) }
    #expect(found == kind)
    #expect((found.refusal == nil) == ([.text, .xlsx, .spss].contains(kind)))
  }

  @Test("A file appears whole on commit, replaces the old one, and leaves nothing beside it")
  func commits() throws {
    let scratch = try TemporaryFolder()
    let path = try scratch.write([1, 2, 3], as: "a.bin")
    try AtomicOutput.write([4, 5], to: path, access: .ownerOnly)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([4, 5]))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(scratch.names == ["a.bin"])
  }

  @Test("Without commit the old file stays and the temporary one goes")
  func abandons() throws {
    let scratch = try TemporaryFolder()
    let path = try scratch.write([1], as: "a.bin")
    do {
      let output = try AtomicOutput(path: path)
      try [9, 9].withUnsafeBytes { try output.write($0) }
      #expect(scratch.names.count == 2)
    }
    #expect(scratch.names == ["a.bin"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([1]))
  }

  @Test("Through a symbolic link the file behind it is replaced and the link stays")
  func links() throws {
    let scratch = try TemporaryFolder()
    let path = try scratch.write([1], as: "real")
    try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: path)
    try AtomicOutput.write([2], to: scratch.path("link"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([2]))
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: scratch.path("link"))) == path)
  }

  @Test("A device is written to and never replaced; a full one is an error")
  func devices() throws {
    try AtomicOutput.write([1], to: "/dev/null")
    #expect(throws: SheetFileError.diskFull(path: "/dev/full")) {
      try AtomicOutput.write([1], to: "/dev/full")
    }
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test("Impossible targets are errors before anything is written")
  func badTargets() throws {
    let scratch = try TemporaryFolder()
    #expect(throws: SheetFileError.isFolder(path: scratch.path)) {
      try AtomicOutput.write([1], to: scratch.path)
    }
    #expect(
      throws: SheetFileError.notWritable(path: scratch.path("no/a"), reason: "its folder does not exist")
    ) {
      try AtomicOutput.write([1], to: scratch.path("no/a"))
    }
  }

  @Test("Cells have their spreadsheet names")
  func cellNames() {
    #expect(cellName(row: 11, column: 1) == "B12")
    #expect(
      [0, 25, 26, 51, 52, 701, 702, 16_383].map(columnName) == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD",
      ])
  }
}
