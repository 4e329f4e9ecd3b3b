import EngageSheets
import Foundation
import Testing

@Suite(.enabled(if: SharedData.folder != nil)) struct StoredCSVFilesTests {
  @Test(
    "csv-spectrum files give what their JSON says",
    arguments: [
      "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
      "quotes_and_newlines", "simple", "simple_crlf", "utf8",
    ])
  func spectrum(name: String) throws {
    let rows = try read("csv-spectrum/csvs/\(name).csv")
    let json = try Data(contentsOf: URL(fileURLWithPath: SharedData.path("csv-spectrum/json/\(name).json")))
    let expected = try #require(try JSONSerialization.jsonObject(with: json) as? [[String: String]])
    let header = try #require(rows.first)
    let found = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    #expect(found == expected)
  }

  /// The JSON of this file gives another telephone number than the CSV and both are Latin-1, so it is compared
  /// with the CSV itself: a quotation mark inside an unquoted field is text.
  @Test("location_coordinates, whose JSON contradicts it, is read as it is written")
  func coordinates() throws {
    let rows = try read("csv-spectrum/csvs/location_coordinates.csv")
    #expect(rows.count == 2 && rows[1].count == 4)
    #expect(rows[1][0] == "2095257564")
    #expect(rows[1][1].hasSuffix("'17.9\"W"))
    #expect(Array(rows[1].suffix(2)) == ["Modesto", "Stanislaus"])
  }

  @Test(
    "messytables files are detected and read",
    arguments: [
      ("simple.csv", ",", 7, 3), ("simple.ssv", ";", 7, 3), ("simple.psv", "|", 29, 6),
      ("utf8bom.csv", ",", 1, 2),
      ("null.csv", ",", 10, 4), ("skip_initials.csv", ",", 3, 2), ("small.csv", ",", 1, 1),
    ] as [(String, Unicode.Scalar, Int, Int)])
  func messytables(name: String, delimiter: Unicode.Scalar, rowCount: Int, columns: Int) throws {
    let file = try MappedFile(path: SharedData.path("csv-messytables/\(name)"))
    let format = file.withBytes { CSVDetection.detect($0).format }
    #expect(format.delimiter == UInt8(ascii: delimiter))
    let rows = try read("csv-messytables/\(name)", format: format)
    #expect(rows.count == rowCount)
    #expect(rows.first?.count == columns)
  }

  @Test("Workbooks are recognised by their bytes")
  func workbooks() throws {
    for name in ["csv-messytables/simple.xlsx", "csv-messytables/libreoffice.xlsx"] {
      #expect(try MappedFile(path: SharedData.path(name)).kind() == .xlsx)
    }
  }

  private func read(_ name: String, format: CSVFormat = .comma) throws -> [[String]] {
    let file = try MappedFile(path: SharedData.path(name))
    return try file.withBytes { try records(Array($0), format: format) }
  }
}
