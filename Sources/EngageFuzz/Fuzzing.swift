internal import EngageSheets
internal import Glibc

/// Damages sound files and reads them: whatever the readers are given, they answer with rows or with an error.
///
/// Round n of a seed is always the same, so that a failure can be looked at again.
struct Fuzzing {
  let seeds: FuzzSeeds
  let seed: UInt64
  /// The path on which a damaged file is put for readers that want one.
  let path: String

  /// Starts from the sound files.
  init(seed: UInt64, path: String) throws {
    (self.seed, self.path) = (seed, path)
    seeds = try FuzzSeeds()
  }

  /// Damages one file and reads it.
  /// - Throws: ``FuzzError`` when a reader breaks a promise.
  func round(_ number: Int) throws {
    var numbers = SeededNumbers(state: seed &+ UInt64(number) &* 0x1_0000_0001)
    let bytes = Self.input(seeds, &numbers)
    try readText(bytes)
    if bytes.starts(with: [0x50, 0x4B]) { try readWorkbook(bytes) }
    // Files are slow: not every round writes one.
    if number.isMultiple(of: 8) { try readAsTable(bytes) }
  }

  private static func input(_ seeds: FuzzSeeds, _ numbers: inout SeededNumbers) -> [UInt8] {
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0, 1:
      return Mutation.damaged(seeds.texts.randomElement(using: &numbers) ?? [], &numbers)
    case 2:
      // The archive itself is damaged.
      return Mutation.damaged(seeds.workbooks.randomElement(using: &numbers)?.packed() ?? [], &numbers)
    default:
      // The archive is sound and a file in it is damaged.
      var archive = seeds.workbooks.randomElement(using: &numbers) ?? ZIPArchive(files: [])
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        let index = Int.random(in: 0..<archive.files.count, using: &numbers)
        archive.files[index].bytes = Mutation.damaged(archive.files[index].bytes, &numbers)
      }
      if Int.random(in: 0..<20, using: &numbers) == 0 {
        archive.files.remove(at: Int.random(in: 0..<archive.files.count, using: &numbers))
      }
      return archive.packed()
    }
  }

  private func readText(_ bytes: [UInt8]) throws {
    let limits = CSVLimits(fieldBytes: 10_000, columns: 50)
    try bytes.withUnsafeBufferPointer { bytes in
      let detection = EncodingDetection.detect(bytes)
      try require(detection.encoding != nil || !detection.evidence.isEmpty, "an encoding or a reason")
      var reader = CSVReader(bytes: bytes, format: CSVDetection.detect(bytes).format, limits: limits)
      var last = -1
      var isSound = true
      do throws(CSVError) {
        while try reader.nextRow() {
          if reader.byteOffset <= last || !(1...limits.columns).contains(reader.fieldCount) {
            isSound = false
          }
          last = reader.byteOffset
        }
      } catch {
        if error.place.line < 1 || error.place.column < 1 { isSound = false }
      }
      try require(isSound, "records go forward, within the limits, and errors have a place")
    }
  }

  private func readWorkbook(_ bytes: [UInt8]) throws {
    let limits = WorkbookLimits(unpackedBytes: 1 << 24, rows: 5_000, columns: 100, cellBytes: 10_000)
    var isSound = true
    do throws(WorkbookReadError) {
      let book = try WorkbookReader(bytes: bytes, name: "fuzz.xlsx", limits: limits)
      for sheet in book.sheets {
        let rows = try book.rows(of: sheet)
        let summary = try book.summary(of: sheet)
        if rows.count != summary.rows || rows.count > limits.rows { isSound = false }
      }
    } catch {
      if error.message.isEmpty || error.hint.isEmpty { isSound = false }
    }
    try require(isSound, "a sheet has as many rows as its summary says, or an error says what to do")
  }

  private func readAsTable(_ bytes: [UInt8]) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
    guard written == bytes.count else { throw FuzzError.noRoom(path) }
    var isSound = true
    do throws(TableTextError) {
      let table = try TableText(path: path)
      isSound = table.withBytes { UTF8Validation.firstInvalid(in: $0) } == nil
    } catch {
      if error.message.isEmpty || error.hint.isEmpty { isSound = false }
    }
    try require(isSound, "a table's text is well-formed UTF-8, or an error says what to do")
  }

  private func require(_ holds: Bool, _ promise: String) throws {
    if !holds { throw FuzzError.brokenPromise(promise) }
  }
}
