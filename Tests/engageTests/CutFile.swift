import Foundation

/// A real file's records, of which tests make copies that were cut or changed.
struct CutFile {
  /// The first record is the headings.
  var records: [Substring]

  /// Reads a file; bytes that are no UTF-8 are left out.
  init(path: String) throws {
    let bytes = try Data(contentsOf: URL(filePath: path))
    let text = String(decoding: bytes, as: UTF8.self).replacing("\u{FFFD}", with: "").replacing(
      "\r\n", with: "\n")
    records = []
    var start = text.startIndex
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      guard text[index] == "\n", !isQuoted else { continue }
      records.append(text[start..<index])
      start = text.index(after: index)
    }
    if start < text.endIndex { records.append(text[start...]) }
  }

  /// The first `count` records, as a file.
  func first(_ count: Int) -> String { records.prefix(count).joined(separator: "\n") + "\n" }

  var whole: String { first(records.count) }
}

extension EngageProgram {
  /// Imports a file.
  func bringIn(_ file: String, _ survey: String, _ further: String...) throws -> Imported {
    let result = try run(
      ["import", file, "--survey", survey, "--format", "json", "--entered-by", "Ada"] + further)
    return try Imported(result)
  }
}

/// The JSON of an import.
struct Imported {
  var status: Int32
  var batch: Int?
  /// `rows`, `stored`, `rejected`, `skipped`, `updated`.
  var counts: [Int]
  /// `rule cell: message`
  var problems: [String]
  var all: String

  init(_ result: EngageProgram.Result) throws {
    let json = try result.json()
    status = result.status
    batch = json["batch"] as? Int
    counts = ["rows", "stored", "rejected", "skipped", "updated"].map { json[$0] as? Int ?? -1 }
    problems = (json["diagnostics"] as? [[String: Any]] ?? []).filter { $0["severity"] as? String == "error" }
      .map { "\($0["rule"] ?? "") \($0["cell"] ?? "-"): \($0["message"] ?? "")" }
    all = result.output + result.errors
  }
}
