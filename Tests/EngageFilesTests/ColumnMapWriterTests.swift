import EngageFiles
import EngageModel
import Testing

@Suite("A column map is written as it is read") struct ColumnMapWriterTests {
  private func readBack(_ map: ColumnMap, order: [String] = [], header: [String] = []) throws -> ColumnMap {
    let text = ColumnMapWriter(map, order: order, header: header).text
    return try ColumnMapFile.read(text: text, path: "map.yaml").get()
  }

  @Test("everything a map can say comes back, however awkward the headings")
  func roundTrip() throws {
    let map = ColumnMap(
      columns: [
        "Respondent ID": .key, "When": .submittedAt, "Town": .session, "Unit": .unit, "Heads": .people,
        "What do you think?<br>Say: \"all\" [of it]": .question("thoughts"), "#": .ignore,
        "yes": .question("no"),
        "Which apply? [Police]": .choice("helpers", "police"), "First {choice}": .place("wishes", 1),
        "Zweite Wahl – Straße": .place("wishes", 2), "a\nb": .question("lines"), "* & !": .ignore,
        "Record": .key,
      ],
      values: ["role": ["Mum or dad": "parent", "?": "unreadable", "NO": "none"]],
      constants: [.session: "rugby", .unit: "person", .question("source"): "paper: 2019"],
      missing: ["NA", "-", "-99"], separator: " | ", dialect: "surveymonkey")
    #expect(
      try readBack(map, order: ["When", "Respondent ID"], header: ["From “a.csv”", "{odd} [header]"]) == map)
    #expect(try readBack(ColumnMap(columns: ["A": .ignore], headerRows: 2)).headerRows == 2)
  }

  @Test("headings stand in the order of the file")
  func order() {
    let map = ColumnMap(columns: ["b": .question("b"), "a": .question("a"), "c": .ignore])
    let lines = ColumnMapWriter(map, order: ["c", "a"]).text.split(separator: "\n")
    #expect(lines == ["columns:", "  \"c\": ignore", "  \"a\": a", "  \"b\": b"])
  }
}
