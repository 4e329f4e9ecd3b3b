import EngageDisclosure
import EngageModel
import EngageTesting
import Testing

@Suite("Records that left before") struct EarlierRecordsTests {
  private func records(_ count: Int, seed: UInt64 = 1) -> RecordCase {
    var dice = SeededGenerator(seed: seed)
    let survey = Survey(
      id: "evening", title: "Evening",
      questions: [
        .choice("role", "faith parent young", identifies: true), .choice("sex", "f m", identifies: true),
        .choice("aware", "yes no"),
      ])
    let responses = (0..<count).map { index in
      form(
        Int64(index + 1), session: Int.random(in: 0..<3, using: &dice),
        [
          "role": .choice(["faith", "parent", "young"].randomElement(using: &dice) ?? "faith"),
          "sex": .choice(["f", "m"].randomElement(using: &dice) ?? "f"), "aware": .choice("yes"),
        ])
    }
    return RecordCase(survey, responses)
  }

  @Test func theSameLeavesAgainAsItWas() throws {
    let records = records(80)
    let first = try records.protected()
    let second = try records.protected(earlier: [first.release])
    #expect(first.release == second.release)
    #expect(try first.rows() == second.rows())
  }

  @Test func fewNewFormsMakeNoNewFile() throws {
    let all = records(83)
    var some = all
    some.forms.responses.removeLast(3)
    let first = try some.protected()
    #expect(throws: RecordRefusal.tooFewNew(alike: 5, recipient: "Public Health", at: "2026-01-01")) {
      try all.protected(earlier: [first.release])
    }
  }

  @Test func whereFewAreGoneOthersOfTheirClassStayHereToo() throws {
    let all = records(80)
    let first = try all.protected()
    var some = all
    some.forms.responses.removeFirst(2)
    let second = try some.protected(earlier: [first.release])
    #expect(second.kept > 0 && second.after.records == 78 - second.kept)
    let left = Set(second.release.records)
    for (number, members) in Dictionary(grouping: zip(first.release.records, first.release.classes), by: \.1)
    {
      let gone = members.count { !left.contains($0.0) }
      #expect(gone == 0 || gone >= 5, "class \(number)")
      #expect(members.count - gone == 0 || members.count - gone >= 5)
    }
    let third = try some.protected(earlier: [first.release, second.release])
    #expect(third.release == second.release, "the same ones stay, for every recipient")
  }

  @Test(arguments: 0..<40)
  func whoeverJoinsTwoFilesFindsNobodyAlone(_ seed: UInt64) throws {
    let all = records(60 + Int(seed) * 7, seed: seed)
    var some = all
    some.forms.responses.removeLast(20)
    let first = try some.protected(to: "One")
    let other = RecordKeys(secret: Array(1...32))
    let second: ProtectedRecords
    do {
      second = try all.protected(earlier: [first.release], keys: other, to: "Other")
    } catch RecordRefusal.tooFewNew {
      return
    }
    // Worst case: whoever holds both knows which record of one is which of the other.
    let before = Dictionary(uniqueKeysWithValues: try first.rows().map { ($0["key"] ?? "", $0) })
    let after = Dictionary(uniqueKeysWithValues: try second.rows().map { ($0["key"] ?? "", $0) })
    var joined: [[String]: Int] = [:]
    for response in all.forms.responses {
      let one = before[RecordCase.keys.key(of: response.id)]
      let two = try #require(after[other.key(of: response.id)])
      let words =
        first.identifying.map { one?[$0] ?? "absent" } + second.identifying.map { two[$0] ?? "" }
      joined[words, default: 0] += 1
    }
    #expect(joined.values.allSatisfy { $0 >= 5 })
    #expect(Set(before.keys).isDisjoint(with: after.keys))
    for recoding in second.release.recodings {
      let earlier = first.release.recodings.first { $0.question == recoding.question }
      if let grain = recoding.grain { #expect(try #require(earlier?.grain ?? 99) <= grain) }
    }
  }

  @Test func anotherEventsFileIsNoMatter() throws {
    let first = try records(80).protected()
    var other = records(12, seed: 9)
    for index in other.forms.responses.indices { other.forms.responses[index].id += 1_000 }
    #expect(try other.protected(earlier: [first.release]).after.records == 12)
  }
}
