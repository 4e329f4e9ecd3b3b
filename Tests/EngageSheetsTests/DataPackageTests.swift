import EngageSheets
import Foundation
import Testing

@Suite("Data packages") struct DataPackageTests {
  private func table(_ json: String) throws -> DataPackageTable {
    let scratch = try Scratch()
    let path = try scratch.write(Array(json.utf8), as: "datapackage.json")
    return try DataPackageTable(path: path)
  }

  @Test func theDialectOfItsFileIsRead() throws {
    let found = try table(
      """
      {"title": "T", "resources": [
        {"path": "notes.txt"},
        {"path": ["data/a.csv"], "encoding": "windows-1252", "dialect": {"delimiter": ";", "header": true},
         "schema": {"fields": [], "missingValues": ["", {"value": "-99", "label": "refused"}]}}]}
      """)
    #expect(found.path.hasSuffix("/data/a.csv"))
    #expect(found.format == CSVFormat(delimiter: UInt8(ascii: ";"), encoding: .windows1252))
    #expect(found.headerRows == 1)
    #expect(found.missingValues == ["", "-99"])
  }

  @Test(
    arguments: [
      "../secret.csv", "/etc/passwd.csv", "a/../../b.csv", "https://example.org/a.csv", "a//b.csv",
      "..\\\\a.csv",
    ])
  func aFileOutsideItsFolderIsRefused(_ path: String) {
    #expect(throws: DataPackageError.self) { try table("{\"resources\": [{\"path\": \"\(path)\"}]}") }
  }

  @Test(
    arguments: [
      "[]", "{", "{\"resources\": []}", "{\"resources\": [{\"path\": \"a.csv\"}, {\"path\": \"b.csv\"}]}",
      "{\"resources\": [{\"path\": \"a.csv\", \"dialect\": {\"delimiter\": \"||\"}}]}",
      "{\"resources\": [{\"path\": \"a.csv\", \"encoding\": \"ebcdic\"}]}",
      "{\"resources\": [{\"path\": [\"a.csv\", \"b.csv\"], \"format\": \"csv\"}]}",
    ])
  func whatDescribesNoSingleFileIsRefused(_ json: String) {
    #expect(throws: DataPackageError.self) { try table(json) }
  }
}
