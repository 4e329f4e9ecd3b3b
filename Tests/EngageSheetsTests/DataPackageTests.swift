import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite("Data packages") struct DataPackageTests {
  private func table(_ json: String) throws -> DataPackageTable {
    let scratch = try TemporaryFolder()
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

  @Test func aLinkOutOfItsFolderIsRefusedAndOneWithinIsFollowed() throws {
    let outside = try TemporaryFolder()
    let secret = try outside.write(Array("a\n1\n".utf8), as: "secret.csv")
    let scratch = try TemporaryFolder()
    _ = try scratch.write(Array("a\n1\n".utf8), as: "inside.csv")
    let json = "{\"resources\": [{\"path\": \"a.csv\"}]}"
    let path = try scratch.write(Array(json.utf8), as: "datapackage.json")
    let link = scratch.path("a.csv")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: secret)
    #expect(throws: DataPackageError.self) { try DataPackageTable(path: path) }
    try FileManager.default.removeItem(atPath: link)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "inside.csv")
    #expect(try DataPackageTable(path: path).headerRows == 1)
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
      "{\"resources\": [{\"path\": \"a.csv\", \"dialect\": {\"header\": false}}]}",
      "{\"resources\": [{\"path\": \"a.csv\", \"dialect\": {\"headerRows\": []}}]}",
    ])
  func whatDescribesNoSingleFileIsRefused(_ json: String) {
    #expect(throws: DataPackageError.self) { try table(json) }
  }
}
