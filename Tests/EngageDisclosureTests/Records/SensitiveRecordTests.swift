import EngageDisclosure
import EngageModel
import Testing

@Suite("Sensitive questions in records") struct SensitiveRecordTests {
  /// By role, the faiths that were given; a dash is no answer.
  private func records(_ faiths: [(String, String)], identifies: Bool = false) -> RecordCase {
    let survey = Survey(
      id: "evening", title: "Evening",
      questions: [
        .choice("role", "faith parent young", identifies: true),
        .choice("religion", "none sikh prefer_not_to_say", identifies: identifies, sensitive: true),
      ])
    let responses = faiths.enumerated().map { index, row in
      form(
        Int64(index + 1),
        ["role": .choice(Choice.ID(row.0))].merging(
          row.1 == "-" ? [:] : ["religion": .choice(Choice.ID(row.1))]
        ) { $1 })
    }
    return RecordCase(survey, responses)
  }

  private func of(_ role: String, _ religion: String, _ count: Int) -> [(String, String)] {
    Array(repeating: (role, religion), count: count)
  }

  @Test func theyAreLeftOutUnlessAskedFor() throws {
    var records = records(of("faith", "none", 10) + of("faith", "sikh", 10))
    #expect(try records.protected().omitted.first { $0.question == "religion" }?.why == .sensitive)
    records.included = ["religion"]
    #expect(try records.protected().survey.question("religion") != nil)
    records.rules.different = 1
    #expect(try records.protected().omitted.first { $0.question == "religion" }?.why == .profile)
  }

  @Test func aClassWithOneAnswerDoesNotLeaveAsItIs() throws {
    var records = records(
      of("faith", "none", 6) + of("faith", "sikh", 6) + of("parent", "sikh", 6) + of("parent", "-", 3)
        + of("parent", "prefer_not_to_say", 3))
    records.included = ["religion"]
    let rows = try records.protected().rows()
    for (role, members) in Dictionary(grouping: rows, by: { $0["role"] ?? "" }) {
      let said = Set(members.compactMap { $0["religion"] }).subtracting(["", "prefer_not_to_say"])
      #expect(said.count >= 2, "\(role)")
    }
    #expect(!rows.contains { $0["role"] == "parent" })
  }

  @Test func oneToWhichAllSaidTheSameIsLeftOutAndThatIsSaid() throws {
    var records = records(of("faith", "sikh", 12) + of("parent", "prefer_not_to_say", 9))
    records.included = ["religion"]
    let protected = try records.protected()
    #expect(protected.survey.question("religion") == nil)
    #expect(protected.omitted.first { $0.question == "religion" }?.why == .tooFewAnswers)
  }

  @Test func oneThatIdentifiesTooIsOpenToWhoeverKnowsAllElse() throws {
    var records = records(
      of("faith", "none", 8) + of("faith", "sikh", 7) + of("parent", "sikh", 9) + of("young", "none", 6)
        + of("young", "sikh", 2), identifies: true)
    records.included = ["religion"]
    let protected = try records.protected()
    let rows = try protected.rows()
    let sizes = Dictionary(grouping: rows) { [$0["role"] ?? "", $0["religion"] ?? ""] }.values.map(\.count)
    #expect(sizes.allSatisfy { $0 >= 5 })
    for members in Dictionary(grouping: rows, by: { $0["role"] ?? "" }).values {
      let said = Set(members.compactMap { $0["religion"] }).subtracting(["", "withheld"])
      #expect(said.count != 1)
    }
    #expect(rows.contains { $0["role"] == "faith" && $0["religion"] == "sikh" }, "some of it can be told")
  }
}
