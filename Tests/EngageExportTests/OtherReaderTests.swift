import EngageExport
import EngageModel
import EngageSheets
import EngageTesting
import Foundation
import Testing

@Suite("What other programs read") struct OtherReaderTests {
  /// The cells of the lossless CSV file, which the round trip proves right.
  private func cells(_ records: RecordCase) throws -> (headings: [String], rows: [[String]]) {
    try records.write("cells.csv")
    let file = try MappedFile(path: records.path("cells.csv"))
    return try file.withBytes { bytes in
      var reader = CSVReader(bytes: bytes)
      var rows: [[String]] = []
      while try reader.nextRow() {
        rows.append((0..<reader.fieldCount).map { String(decoding: reader.field($0), as: UTF8.self) })
      }
      return (rows[0], Array(rows.dropFirst()))
    }
  }

  @Test(.enabled(if: OtherReader.openpyxl))
  func openpyxlFindsTheCellsOfTheCSVFileAndNoFormula() throws {
    let script = """
      import datetime, json, sys, openpyxl
      from openpyxl.utils.escape import unescape
      book = openpyxl.load_workbook(sys.argv[1])
      def word(value):
          if value is None: return ""
          if isinstance(value, datetime.datetime): return value.date().isoformat()
          if isinstance(value, datetime.time): return value.isoformat()
          if isinstance(value, float) and value == int(value): return str(int(value))
          return unescape(str(value))
      sheet = book["Responses"]
      json.dump({"rows": [[word(c) for c in row] for row in sheet.values], "freeze": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref, "sheets": book.sheetnames,
        "formulas": sum(c.data_type == "f" for s in book for row in s for c in row),
        "formats": [sheet.cell(2, n).number_format for n in range(1, sheet.max_column + 1)],
        "codebook": [[word(c) for c in row] for row in book["Codebook"].values]}, sys.stdout)
      """
    try withRecords(everyAnswer) { records in
      try records.write("all.xlsx")
      let found = try OtherReader.python(script, records.path("all.xlsx"))
      let (headings, rows) = try cells(records)
      #expect(found["sheets"] as? [String] == ["Responses", "Codebook"])
      #expect(found["formulas"] as? Int == 0)
      #expect(found["freeze"] as? String == "A2")
      #expect(found["filter"] as? String == "A1:W10")
      let table = try #require(found["rows"] as? [[String]])
      #expect(table[0] == headings)
      for (one, other) in zip(table.dropFirst(), rows) { #expect(one == other) }
      #expect(table.count == rows.count + 1)
      let formats = try #require(found["formats"] as? [String])
      let format = { formats[headings.firstIndex(of: $0) ?? 0] }
      #expect(format("key") == "@" && format("concerns") == "@")
      #expect(format("day") == "yyyy-mm-dd" && format("begin") == "hh:mm:ss")
      let codebook = try #require(found["codebook"] as? [[String]])
      #expect(
        codebook.contains(["safe", "How safe do you feel?", "scale", "9", "Don’t know", "no"]))
      #expect(codebook.contains { $0[3] == "prefer_not_to_say" && $0[4] == "prefer not to say" })
    }
  }

  @Test(.enabled(if: OtherReader.pyreadstat))
  func pyreadstatFindsValuesLabelsAndMissingCodes() throws {
    let script = """
      import json, sys, pyreadstat
      data, meta = pyreadstat.read_sav(sys.argv[1], user_missing=True)
      clean, _ = pyreadstat.read_sav(sys.argv[1])
      json.dump({"values": {n: ["" if v is None or v != v else str(v) for v in data[n]] for n in data},
        "known": {n: int(clean[n].notna().sum()) for n in clean}, "labels": meta.column_names_to_labels,
        "meanings": {n: {str(int(k)): v for k, v in m.items()} for n, m in meta.variable_value_labels.items()},
        "measures": meta.variable_measure, "encoding": meta.file_encoding, "title": meta.file_label}, sys.stdout)
      """
    try withRecords(everyAnswer) { records in
      try records.write("all.sav")
      let found = try OtherReader.python(script, records.path("all.sav"))
      let values = try #require(found["values"] as? [String: [String]])
      #expect(values["role"]?.prefix(6) == ["3.0", "2.0", "", "", "-2.0", "-3.0"])
      #expect(values["safe"]?.prefix(2) == ["5.0", "9.0"])
      #expect(values["topics_hate"]?.prefix(3) == ["1.0", "0.0", ""])
      #expect(values["topics_other_2"]?.first == "1.0", "the name topics_other is that of a question")
      #expect(values["topics_other"]?.first == "@home")
      #expect(values["wishes_lights"]?.first == "2.0")
      #expect(values["wishes_buses"]?.prefix(2) == ["", "1.0"])
      #expect(values["change"]?.prefix(2) == ["-2.5", String(1.0 / 3)])
      #expect(values["change"]?[4] == "-92.0", "codes for reasons lie below the data")
      #expect(values["day"]?.first == "2019-09-24")
      #expect(values["begin"]?.first == "19:30:15")
      #expect(values["WITH_answer"]?.first == "Zażółć gęślą jaźń 🙂")
      #expect(values["concerns"]?.first == "First line\nsecond line\r\n\ttabbed")
      #expect(values["concerns_missing"]?[5] == "-3.0")
      let parts = ["concerns", "concerns_part2", "concerns_part3", "concerns_part4"].map {
        values[$0]?[1] ?? ""
      }
      #expect(parts.joined().utf8.count == 4_000 * 8 + 3)
      let known = try #require(found["known"] as? [String: Int])
      #expect(known["role"] == 2 && known["topics_hate"] == 2 && known["change"] == 2 && known["day"] == 2)
      let labels = try #require(found["labels"] as? [String: String])
      #expect(labels["trust_police"] == "How far do you trust: the police")
      let meanings = try #require(found["meanings"] as? [String: [String: String]])
      #expect(meanings["safe"]?["5"] == "Very safe – zażółć")
      #expect(meanings["safe"]?["-3"] == "prefer not to say")
      let measures = try #require(found["measures"] as? [String: String])
      #expect(measures["role"] == "nominal" && measures["safe"] == "ordinal" && measures["age"] == "scale")
      #expect(found["encoding"] as? String == "UTF-8")
      #expect(found["title"] as? String == "The evening – wieczór")
    }
  }

  @Test(.enabled(if: OtherReader.pspp))
  func psppReadsTheSameValues() throws {
    try withRecords(everyAnswer) { records in
      try records.write("all.sav")
      try OtherProgram.run("pspp-convert", [records.path("all.sav"), records.path("pspp.csv")])
      let file = try MappedFile(path: records.path("pspp.csv"))
      let rows = try file.withBytes { bytes in
        var reader = CSVReader(bytes: bytes)
        var rows: [[String]] = []
        while try reader.nextRow() {
          rows.append((0..<reader.fieldCount).map { String(decoding: reader.field($0), as: UTF8.self) })
        }
        return rows
      }
      let value = { (row: Int, name: String) in rows[row][rows[0].firstIndex(of: name) ?? 0] }
      #expect(rows.count == 10)
      #expect(value(1, "role") == "3" && value(1, "safe") == "5" && value(1, "topics_hate") == "1")
      #expect(value(1, "role_other") == "=SUM(A1) \"quoted\", and more")
      #expect(value(1, "day") == "09/24/2019" && value(1, "begin") == "19:30:15")
      #expect(value(1, "WITH_answer") == "Zażółć gęślą jaźń 🙂")
      #expect(value(1, "wishes_youth_clubs") == "1" && value(1, "wishes_buses") == " ")
      #expect(value(2, "change") == "0.3333333333333333" && value(2, "people") == "8")
      #expect(value(2, "concerns") + value(2, "concerns_part2") != "")
      #expect(value(6, "role") == "-3" && value(6, "change") == "-93")
    }
  }

  @Test(.enabled(if: OtherReader.frictionless), arguments: [CSVSafety.lossless, .spreadsheetSafe])
  func frictionlessFindsThePackageValidAndReadsItsValues(_ safety: CSVSafety) throws {
    let script = """
      import json, sys
      from frictionless import Package, validate, system
      system.trusted = True
      report = validate(sys.argv[1])
      table = Package(sys.argv[1]).resources[0]
      rows = [{k: None if v is None else str(v) for k, v in row.items()} for row in table.read_rows()]
      json.dump({"valid": report.valid, "errors": [str(e) for e in report.flatten(["message"])], "rows": rows},
        sys.stdout)
      """
    try withRecords(everyAnswer) { records in
      try records.write("package/", safety: safety)
      let found = try OtherReader.python(script, records.path("package/datapackage.json"))
      #expect(found["valid"] as? Bool == true, "\(found["errors"] ?? "")")
      let rows = try #require(found["rows"] as? [[String: Any]])
      #expect(rows.count == 9)
      #expect(rows[0]["safe"] as? String == "5" && rows[0]["role"] as? String == "guardian")
      #expect(rows[0]["day"] as? String == "2019-09-24" && rows[0]["begin"] as? String == "19:30:15")
      #expect(rows[0]["topics"] as? String == "hate;other")
      #expect(rows[1]["people"] as? String == "8")
      #expect(rows[5]["role"] is NSNull && rows[5]["age"] is NSNull, "a reason is a missing value")
      let guarded = safety == .spreadsheetSafe ? "'@home" : "@home"
      #expect(rows[0]["topics_other"] as? String == guarded)
    }
  }
}
