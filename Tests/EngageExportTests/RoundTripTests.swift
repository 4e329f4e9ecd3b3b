import EngageExport
import EngageModel
import EngageSheets
import Foundation
import Testing

@Suite("Records out and back in") struct RoundTripTests {
  @Test func aLosslessCSVGivesEveryAnswerBack() throws {
    try withRecords(everyAnswer) { records in
      try records.write("all.csv")
      let stored = try records.stored()
      #expect(stored.count == 9)
      #expect(try records.imported(records.path("all.csv")) == stored)
    }
  }

  @Test func anSPSSFileGivesEveryAnswerBack() throws {
    try withRecords(everyAnswer) { records in
      try records.write("all.sav")
      let (bytes, summary) = try SavReader.csv(path: records.path("all.sav"))
      #expect(summary.isEngageOwn)
      #expect(summary.encoding == "UTF-8")
      #expect(summary.rows == 9)
      try Data(bytes).write(to: URL(filePath: records.path("back.csv")))
      #expect(
        try records.imported(records.path("back.csv"), headerRows: summary.headerRows) == records.stored())
    }
  }

  @Test func anSPSSFileReadsAsTheLosslessCSVDoesByteForByte() throws {
    try withRecords(everyAnswer) { records in
      try records.write("all.sav")
      try records.write("all.csv")
      let written = try String(contentsOfFile: records.path("all.csv"), encoding: .utf8)
      let (bytes, _) = try SavReader.csv(path: records.path("all.sav"))
      // The second line of the SPSS table holds the labels.
      let lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
      #expect("\(lines[0])\n\(lines[2])" == written)
      #expect(lines[1].contains("How far do you trust: the police"))
    }
  }

  @Test func aDataPackageGivesEveryAnswerBack() throws {
    try withRecords(everyAnswer) { records in
      let summary = try records.write("package")
      #expect(summary.files == ["responses.csv", "datapackage.json"].map { records.path("package/\($0)") })
      for given in ["package", "package/", "package/datapackage.json"] {
        let table = try DataPackageTable(path: records.path(given))
        #expect(table.headerRows == 1)
        #expect(table.format == .comma)
        #expect(table.missingValues.contains("prefer_not_to_say"))
        #expect(table.title == "The evening – wieczór")
        #expect(try records.imported(table.path) == records.stored())
      }
    }
  }

  @Test func aFileOfResponsesToTwoVersionsSaysWhatWasNotAsked() throws {
    var second = Survey.everything
    second.version = 2
    second.questions.removeAll { $0.id == "age" }
    second.questions.append(Question(id: "new", type: .integer, label: "New"))
    try withRecords([form("a", ["age": .number(4)])]) { records in
      try records.add([form("b", ["new": .number(7)])], answering: second)
      let pooled = try #require(Survey.pooled([.everything, second]))
      try records.write("two.csv", survey: pooled)
      let lines = try String(contentsOfFile: records.path("two.csv"), encoding: .utf8).split(separator: "\n")
      let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      let (age, new, version) = try (
        #require(cells[0].firstIndex(of: "age")), #require(cells[0].firstIndex(of: "new")),
        #require(cells[0].firstIndex(of: "version"))
      )
      #expect(cells[1][age] == "4" && cells[1][new] == "not_asked" && cells[1][version] == "1")
      #expect(cells[2][age] == "not_asked" && cells[2][new] == "7" && cells[2][version] == "2")
    }
  }

  @Test func manyRecordsStayInTheOrderOfTheStore() throws {
    let many = (0..<10_000).map { form("\($0)", ["with": .number(Double($0))]) }
    try withRecords(many) { records in
      for name in ["many.csv", "many.sav"] { #expect(try records.write(name).records == 10_000) }
      let stored = try records.stored()
      #expect(try records.imported(records.path("many.csv")) == stored)
      let (bytes, _) = try SavReader.csv(path: records.path("many.sav"))
      try Data(bytes).write(to: URL(filePath: records.path("back.csv")))
      #expect(try records.imported(records.path("back.csv"), headerRows: 2) == stored)
    }
  }

  @Test func aQuestionWithTheNameOfAColumnStaysApartFromIt() throws {
    var survey = Survey.everything
    survey.questions = [
      Question(id: "key", type: .text, label: "Key"),
      Question(id: "session", type: .integer, label: "Session"),
    ]
    try withRecords([form("k", ["key": .text("mine"), "session": .number(2)])], survey: survey) { records in
      try records.write("own.csv")
      #expect(try records.imported(records.path("own.csv")) == records.stored())
    }
  }
}
