import EngageFiles
import EngageModel
import EngageSheets
import EngageTesting
import Foundation
import Testing

@testable import EngageImport

func plainTable(_ bytes: UnsafeBufferPointer<UInt8>, format: CSVFormat, missing: [String] = [], header: Int = 1) throws -> ForeignTable {
  let head = try TableHead(bytes, format: format)
  var questions: [ForeignQuestion] = []
  var columns: [ForeignColumn] = []
  for h in head.records[0] {
    // LimeSurvey
    var label = h
    var code: String?
    var sub: String?
    if let m = try? /^([A-Za-z]+[A-Za-z0-9]*)(?:\[([A-Za-z0-9]+)\])?\. (.*)$/.dotMatchesNewlines().firstMatch(in: h) {
      code = String(m.1); sub = m.2.map { String($0) }; label = String(m.3)
      if label.isEmpty { label = code! }
      if let s = sub, let i = label.lastIndex(of: "["), label.hasSuffix("]"), s != "" {
        let item = String(label[label.index(after: i)...].dropLast())
        var stem = String(label[..<i]); while stem.hasSuffix(" ") { stem.removeLast() }
        if stem.isEmpty { stem = code! }
        if questions.last?.code != code { questions.append(ForeignQuestion(code: code, label: stem)) }
        questions[questions.count - 1].items.append(ForeignItem(code: s, label: item))
        columns.append(ForeignColumn(heading: h, content: .item(question: questions.count - 1, item: questions.last!.items.count - 1)))
        continue
      }
    }
    if h.isEmpty { columns.append(ForeignColumn(heading: h, content: .left("numbers"))); continue }
    questions.append(ForeignQuestion(code: code, label: label))
    columns.append(ForeignColumn(heading: h, content: .answer(question: questions.count - 1)))
  }
  return ForeignTable(dialect: "plain", evidence: ["plain"], lastHeaderRecord: header, headers: Array(head.records.prefix(header)), questions: questions, columns: columns, conventions: CellConventions(missing: missing, ticked: ["Yes", "Y"], unticked: ["No"]))
}

@Test func scratch() throws {
  for (path, missing, encoding) in [
    ("carpentries-longterm-2020-04/20200326-longterm-other_questions-no-open.csv", ["NA"], TextEncoding.utf8),
    ("googleforms-jupyter-education-2016/responses.csv", [], .utf8),
    ("surveymonkey-weather/weather-check.csv", ["-"], .utf8),
    ("nhs-phase1-labelled/text_data.csv", [], .utf8),
    ("themes-jupyter-hinderances/hinderances.csv", [], .utf8),
    ("redcap-fixtures/simple__data.csv", [], .utf8),
    ("limesurvey-rse-us-2017/public_data.csv", [], .utf8),
    ("carpentries-workshops/all_workshops_2018.csv", [], .utf8),
  ] {
    let source = try SourceText(path: "/work/shared/data/" + path, encoding: encoding)
    try source.withBytes { bytes in
      let format = CSVDetection.detect(bytes).format
      let table = try plainTable(bytes, format: format, missing: missing)
      let draft = try SurveyDraft(bytes, format: format, table: table, survey: "s", title: "S", file: path)
      let text = SurveyWriter(draft.survey, header: draft.header, comments: draft.comments).text
      let name = path.split(separator: "/")[0]
      try Data(text.utf8).write(to: URL(filePath: "/work/h/draft/out-\(name).yaml"))
      let read = SurveyFile.read(text: text, path: "x.yaml")
      #expect(read.value == draft.survey, "\(path) \(read.diagnostics.prefix(3))")
    }
  }
}
