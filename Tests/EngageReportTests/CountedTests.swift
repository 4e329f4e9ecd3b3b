import EngageReport
import Foundation
import Testing

/// Whom the cells of a table count, read off its columns and the keys of its rows.
@Suite struct CountedTests {
  private func read(_ counted: Counted, _ words: [String: String], isTotal: Bool = false) -> Counted? {
    counted.read(words, isTotal: isTotal)
  }

  @Test func `a word is a value, stands for several, or makes a dimension of its own`() {
    let choice = ["choice": "young"]
    #expect(read(.forms(keys: ["choice": "age"]), choice) == .forms(where: ["age": ["young"]]))
    let joined = ["choice": ["young": ["under_16", "16_24"]]]
    #expect(
      read(.forms(keys: ["choice": "age"], joined: joined), choice)
        == .forms(where: ["age": ["under_16", "16_24"]]))
    #expect(read(.forms(keys: ["choice": "topics/"]), choice) == .forms(where: ["topics/young": ["yes"]]))
    #expect(
      read(.forms(keys: ["choice": "films/"], values: ["1"]), choice) == .forms(where: ["films/young": ["1"]])
    )
    #expect(read(.forms(keys: ["other": "age"]), choice) == nil)
  }

  @Test func `a word may be the question itself`() {
    let counted = Counted.forms(keys: ["question": "@"], joined: ["question": ["safe": ["4", "5"]]])
    #expect(read(counted, ["question": "safe"]) == .forms(where: ["safe": ["4", "5"]]))
    #expect(read(counted, ["question": "clean"]) == .forms(where: ["clean": []]))
    #expect(read(counted, ["question": "event"]) == .forms(where: ["?event": []]))
  }

  @Test func `the words of several keys make one dimension, and of two conditions on one both hold`() {
    let stance = Counted(keys: ["theme | stance": "stance/"])
    #expect(
      read(stance, ["theme": "buses", "stance": "concern"])
        == Counted(where: ["stance/buses | concern": ["yes"]]))
    let itself = Counted.forms(where: ["aware": ["yes"]], keys: ["group": "aware"])
    #expect(read(itself, ["group": "yes"]) == .forms(where: ["aware": ["yes"]]))
    #expect(read(itself, ["group": "no"]) == .forms(where: ["aware": [Counted.nobody]]))
  }

  @Test func `a total is over any session, and over any answer`() {
    let bySession = Counted.forms(keys: ["session": "session"], joined: ["session": ["rugby": ["e/rugby"]]])
    #expect(read(bySession, ["session": "rugby"]) == .forms(where: ["session": ["e/rugby"]]))
    #expect(read(bySession, ["session": "total"], isTotal: true) == .forms())
    #expect(read(.forms(keys: ["c": "role"]), ["c": "all"], isTotal: true) == .forms(where: ["role": []]))
    #expect(
      read(.forms(keys: ["c": "topics/"]), ["c": "all"], isTotal: true) == .forms(where: ["topics": []]))
    #expect(read(.forms(keys: ["c": "@"]), ["c": "all"], isTotal: true) == nil)
  }

  static let table = Table(
    name: "t", title: "T", totals: Totals(rows: ["total"]),
    columns: [
      Column("session", "Session", .key),
      Column("forms", "Forms", .count, counts: .forms(keys: ["session": "session"])),
      Column(
        "rate", "Rate", .share, from: "forms", whole: Counted(Counted.attended, keys: ["session": "session"])),
      Column("mean", "Mean", .number),
    ],
    rows: [
      [.text("e/rugby"), .count(3), .share(3, of: 9), .number(2)],
      [.text("total"), .count(5), .share(5, of: 12), .missing],
    ], counts: ["total": ["mean": Counted("means")]])

  @Test func `cells tell whom they count: a share its part and whole, a row what its column does not`() {
    let atRugby = ["session": ["e/rugby"]]
    #expect(Self.table.counted(row: 0, column: 1) == .forms(where: atRugby))
    #expect(Self.table.counted(row: 0, column: 2) == .forms(where: atRugby))
    #expect(Self.table.whole(row: 0, column: 2) == Counted(Counted.attended, where: atRugby))
    #expect(Self.table.whole(row: 1, column: 2) == Counted(Counted.attended))
    #expect(Self.table.counted(row: 0, column: 3) == nil)
    #expect(Self.table.counted(row: 1, column: 3) == Counted("means"))
  }

  @Test func `nothing is lost in JSON, and what is not there is left out`() throws {
    let counted = Counted.forms(
      where: ["role": []], keys: ["choice": "films/"], values: ["1"], joined: ["choice": ["a": ["b"]]],
      alike: [.forms(keys: ["choice": "films#1"])])
    let written = try JSONEncoder().encode(counted)
    #expect(try JSONDecoder().decode(Counted.self, from: written) == counted)
    let table = try JSONEncoder().encode(Self.table)
    #expect(try JSONDecoder().decode(Table.self, from: table) == Self.table)
    #expect(
      String(decoding: try JSONEncoder().encode(Counted()), as: UTF8.self) == #"{"measure":"responses"}"#)
    var plain = Self.table
    plain.counts = [:]
    #expect(!String(decoding: try JSONEncoder().encode(plain), as: UTF8.self).contains(#""counts":{"total""#))
    #expect(try JSONDecoder().decode(Counted.self, from: Data("{}".utf8)) == Counted())
  }
}
