public import EngageModel
import EngageSheets

/// A questionnaire in a file of another program.
public enum FormFile {
  /// The largest file that is read as a questionnaire, in bytes: nobody writes one as large by hand.
  static let largestSize = 32 * 1024 * 1024

  /// Reads an XLSForm (a workbook, or its one-file CSV form) or a data dictionary of REDCap; which of them the content
  /// says.
  /// - Parameters:
  ///   - shown: the path as diagnostics show it.
  ///   - id: what the survey is to be called.
  public static func read(path: String, shownAs shown: String? = nil, as id: Survey.ID? = nil) -> FormReading
  {
    let shown = shown ?? path
    do {
      let file = try MappedFile(path: path)
      if file.count > largestSize {
        return failed("file-too-large", "the file is larger than any questionnaire", shown)
      }
      if file.kind() != .text { return try workbook(path: path, shown: shown, id: id) }
      return try text(file, shown: shown, id: id)
    } catch let error as WorkbookReadError {
      let isOther = error.reason == .notWorkbook
      return FormReading(
        survey: nil,
        diagnostics: [
          Diagnostic(
            rule: "unreadable-workbook", message: error.message, file: shown, sheet: error.sheet,
            cell: error.cell,
            hint: isOther ? "save the questionnaire as an Excel workbook (.xlsx) and import that" : error.hint
          )
        ])
    } catch let error as SheetFileError {
      return failed("unreadable-file", error.description, shown)
    } catch {
      return failed(
        "unreadable-file", "the file can't be read: \(error)", shown, hint: "save it again in UTF-8")
    }
  }

  private static func failed(_ rule: String, _ message: String, _ file: String, hint: String? = nil)
    -> FormReading
  {
    FormReading(survey: nil, diagnostics: [Diagnostic(rule: rule, message: message, file: file, hint: hint)])
  }

  private static func workbook(path: String, shown: String, id: Survey.ID?) throws -> FormReading {
    let reader = try WorkbookReader(path: path)
    let wanted = ["survey", "choices", "settings", "external_choices", "entities", "osm"]
    let sheets = try reader.sheets.map { sheet in
      // Other sheets hold notes, which may be of any size.
      let isRead = wanted.contains(sheet.name.lowercased())
      return FormSheet(name: sheet.name, rows: isRead ? try reader.rows(of: sheet) : [])
    }
    return XLSFormReader.read(FormSheets(sheets, file: shown), as: id)
  }

  private static func text(_ file: borrowing MappedFile, shown: String, id: Survey.ID?) throws -> FormReading
  {
    let formats = file.withBytes { bytes in
      let found = CSVDetection.detect(bytes).format
      return [found, .comma, .semicolon, .tab].map {
        CSVFormat(delimiter: $0.delimiter, encoding: found.encoding)
      }
    }
    var unreadable: CSVError?
    for format in formats {
      let records: [[String]]
      do {
        records = try file.withBytes { try FormFile.records($0, format: format) }
      } catch let error as CSVError {
        unreadable = unreadable ?? error
        continue
      }
      if RedcapDictionary.isDictionary(records: records) {
        return RedcapDictionary(records: records, file: shown).read(as: id)
      }
      if FormSheets.isForm(records: records) {
        return XLSFormReader.read(FormSheets(records: records, file: shown), as: id)
      }
    }
    if let unreadable {
      return FormReading(
        survey: nil,
        diagnostics: [
          Diagnostic(
            rule: "unreadable-csv", message: unreadable.message, file: shown, line: unreadable.place.line,
            cell: unreadable.place.cell, hint: unreadable.hint)
        ])
    }
    return failed(
      "not-a-form", "this is neither an XLSForm nor a data dictionary of REDCap", shown,
      hint: "an XLSForm has a sheet “survey”; to make a survey of a table of answers: engage survey draft")
  }

  private static func records(_ bytes: UnsafeBufferPointer<UInt8>, format: CSVFormat) throws -> [[String]] {
    let text = format.encoding == .utf8 ? Array(bytes) : try format.encoding.decode(bytes)
    return try text.withUnsafeBufferPointer { text in
      var reader = CSVReader(bytes: text, format: CSVFormat(delimiter: format.delimiter))
      var records: [[String]] = []
      while try reader.nextRow() { records.append((0..<reader.fieldCount).map { reader.text($0) }) }
      return records
    }
  }
}
