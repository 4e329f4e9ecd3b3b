/// A mapped file that several owners may hold.
final class TextStorage {
  let file: MappedFile
  init(_ file: consuming MappedFile) { self.file = file }
}

/// What a ``TableText`` is made of.
struct TableContents {
  let path: String
  let kind: FileKind
  let fingerprint: String
  var encoding = TextEncoding.utf8
  var encodingEvidence: [String] = []
  var encodingAlternatives: [TextEncoding] = []
  var sheetName: String?
  var otherSheets: [SheetListing] = []
  var sheetSummary: WorkbookSheetSummary?
  var statistics: SavSummary?
  var notes: [String] = []
  let text: TextStorage

  /// A text file: as it lies where it is UTF-8, else converted.
  init(text original: TextStorage, encoding asked: TextEncoding?) throws(TableTextError) {
    path = original.file.path
    kind = .text
    fingerprint = original.file.fingerprint()
    let firstInvalid = original.file.firstInvalidUTF8()
    let found = original.file.withBytes {
      EncodingDetection.detect($0, firstInvalid: firstInvalid) { original.file.releasePages(before: $0) }
    }
    let marked = original.file.withBytes { TextEncoding.byMark($0) }
    let isAsked = marked == nil && asked != nil
    if !isAsked {
      encodingEvidence = found.evidence
      encodingAlternatives = found.alternatives
    }
    encoding = marked ?? asked ?? found.encoding ?? .utf8
    if encoding == .utf8 { notes = found.notes }
    if encoding == .utf8 {
      let isKnown = isAsked || found.encoding != nil
      try Self.checkUTF8(original.file, firstInvalid: firstInvalid, isKnown: isKnown)
      text = original
    } else {
      text = try Self.converted(original.file, from: encoding)
    }
  }

  private static func checkUTF8(
    _ file: borrowing MappedFile, firstInvalid: Int?, isKnown: Bool
  ) throws(TableTextError) {
    if let firstInvalid {
      let place = place(firstInvalid, file)
      throw TableTextError(isKnown ? .brokenUTF8(place) : .unknownEncoding(place), path: file.path)
    }
    if let nul = file.firstNUL() { throw TableTextError(.nul(place(nul, file)), path: file.path) }
  }

  /// The table of an SPSS data file.
  init(statistics path: String) throws(TableTextError) {
    var summary: SavSummary?
    try self.init(path: path, kind: .spss) { (descriptor) throws(TableTextError) in
      do {
        summary = try SavReader.writeCSV(path: path, to: descriptor)
      } catch let error as SheetFileError {
        throw TableTextError(.file(error), path: path)
      } catch let error as SavError {
        throw TableTextError(.statistics(error.message), path: path)
      } catch {
        throw TableTextError(.statistics("\(error)"), path: path)
      }
      return []
    }
    statistics = summary
  }

  /// A text that `write` makes of a file.
  init(
    path: String, kind: FileKind, write: (_ descriptor: Int32) throws(TableTextError) -> [String]
  ) throws(TableTextError) {
    self.path = path
    self.kind = kind
    do throws(SheetFileError) { fingerprint = try MappedFile(path: path).fingerprint() } catch {
      throw TableTextError(.file(error), path: path)
    }
    let temporary = try TableContents.temporary(path)
    notes = try write(temporary.descriptor)
    text = try TableContents.mapped(temporary, path)
  }

  /// The place of a byte; its column counts bytes where the text is no UTF-8.
  private static func place(_ offset: Int, _ file: borrowing MappedFile) -> UTF8Problem {
    file.withBytes { UTF8Validation.problem(at: offset, in: $0) }
  }

  private static func converted(
    _ file: borrowing MappedFile, from encoding: TextEncoding
  ) throws(TableTextError) -> TextStorage {
    let path = file.path
    let temporary = try temporary(path)
    let descriptor = temporary.descriptor
    var failure: SheetFileError?
    var released = 0
    do throws(TextDecodingError) {
      try file.withBytes { (bytes) throws(TextDecodingError) in
        try TextConversion(from: encoding).convert(bytes) { piece, done in
          if done - released > 1 << 24 {
            file.releasePages(before: done)
            released = done
          }
          do throws(SheetFileError) {
            try writeAll(UnsafeRawBufferPointer(piece), to: descriptor, path: path)
          } catch {
            failure = error
          }
          return failure == nil
        }
      }
    } catch {
      guard let offset = error.byteOffset else {
        throw TableTextError(.encodingUnavailable(encoding), path: path)
      }
      throw TableTextError(.notInEncoding(encoding, place(offset, file)), path: path)
    }
    if let failure { throw TableTextError(.file(failure), path: path) }
    let text = try mapped(temporary, path)
    if let nul = text.file.firstNUL() { throw TableTextError(.nul(place(nul, text.file)), path: path) }
    return text
  }

  static func temporary(_ path: String) throws(TableTextError) -> TemporaryText {
    do throws(SheetFileError) { return try TemporaryText() } catch {
      throw TableTextError(.file(error), path: path)
    }
  }

  static func mapped(_ temporary: borrowing TemporaryText, _ path: String) throws(TableTextError)
    -> TextStorage
  {
    do throws(SheetFileError) { return TextStorage(try temporary.mapped(path: path)) } catch {
      throw TableTextError(.file(error), path: path)
    }
  }
}
