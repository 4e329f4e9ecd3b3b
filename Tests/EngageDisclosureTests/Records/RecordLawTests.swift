import EngageDisclosure
import EngageModel
import Testing

/// What holds of all records that leave, counted anew from the finished cells.
@Suite("Records that leave") struct RecordLawTests {
  @Test(arguments: 0..<300)
  func enoughAreAlikeAndDiffer(_ seed: Int) throws {
    let random = RandomForms(seed: UInt64(seed), most: 600)
    var records = RecordCase(random.survey, random.responses)
    if seed % 3 == 0 { records.included = random.sensitive }
    let forms = random.responses.count { $0.unit == .person }
    guard forms >= 5 else {
      #expect(throws: RecordRefusal.tooFew(alike: 5)) { try records.protected() }
      return
    }
    let protected = try records.protected()
    let rows = try protected.rows()
    #expect(rows.count == forms)
    expectAlike(rows, protected)
    expectDifferent(rows, protected)
    expectOpen(rows, protected, random)
    expectTrue(rows, protected, random)
    expectNothingTold(rows, protected, random)
  }

  private func expectAlike(_ rows: [[String: String]], _ protected: ProtectedRecords) {
    let columns = protected.identifying
    let sizes = Dictionary(grouping: rows) { row in columns.map { row[$0] ?? "" } }.values.map(\.count)
    #expect(sizes.allSatisfy { $0 >= 5 })
    #expect(protected.after.smallestClass == sizes.min())
    #expect(Int(protected.after.expectedFound) == sizes.count)
  }

  private func expectDifferent(_ rows: [[String: String]], _ protected: ProtectedRecords) {
    let sensitive = protected.survey.questions.filter { question in
      protected.treatments.contains { $0.question == question.id && $0.kind == .sensitive }
    }
    for question in sensitive {
      let answers = Dictionary(grouping: rows) { row in protected.identifying.map { row[$0] ?? "" } }
      for members in answers.values {
        let said = Set(members.compactMap { $0[question.id.rawValue] }).subtracting(
          ["", "prefer_not_to_say"] + MissingReason.allCases.map(\.name))
        #expect(said.count >= 2, "\(question.id)")
      }
    }
  }

  /// Whoever knows all else of somebody learns no answer to a question that is sensitive and identifies, too.
  private func expectOpen(_ rows: [[String: String]], _ protected: ProtectedRecords, _ random: RandomForms) {
    for name in protected.identifying where random.survey.question(Question.ID(name))?.sensitive == true {
      let shown = rows.filter { $0[name] != protected.withheldWord }
      let groups = Dictionary(grouping: shown) { row in
        protected.identifying.filter { $0 != name }.map { row[$0] ?? "" }
      }
      for members in groups.values {
        #expect(
          Set(members.compactMap { $0[name] }).subtracting(["", "prefer_not_to_say"]).count >= 2, "\(name)")
      }
    }
  }

  /// What is shown is what was answered: no row has slipped.
  private func expectTrue(
    _ rows: [[String: String]], _ protected: ProtectedRecords, _ random: RandomForms
  ) {
    let byKey = Dictionary(uniqueKeysWithValues: rows.map { ($0["key"] ?? "", $0) })
    for response in random.responses where response.unit == .person {
      let row = byKey[RecordCase.keys.key(of: response.id)]
      for treatment in protected.treatments where treatment.told == "as answered" {
        let shown = row?[treatment.question.rawValue]
        let answer = response[treatment.question]
        let isMissing = treatment.kind == .identifying && answer.missingReason != nil
        #expect(shown == (isMissing ? "" : answer.words) || shown == protected.withheldWord)
        #expect(treatment.kind == .identifying || shown != protected.withheldWord)
      }
    }
  }

  private func expectNothingTold(
    _ rows: [[String: String]], _ protected: ProtectedRecords, _ random: RandomForms
  ) {
    for row in rows {
      #expect(!row.values.contains { $0.contains("FORM-") || $0.contains("18:00:00") })
    }
    let order = random.responses.filter { $0.unit == .person }.map { RecordCase.keys.key(of: $0.id) }
    if rows.count > 10 { #expect(rows.map { $0["key"] ?? "" } != order) }
    #expect(rows.map { $0["key"] ?? "" } == order.sorted())
    for question in protected.survey.questions {
      guard let asked = random.survey.question(question.id) else { continue }
      #expect(question.relevant == nil && question.calculation == nil)
      let tells = [asked.relevant, asked.calculation].compactMap { $0 }.flatMap(\.references)
      for other in tells.compactMap({ random.survey.question($0) }) {
        #expect(
          !other.identifies && !other.sensitive && !asked.identifies, "\(question.id) tells of \(other.id)")
      }
    }
  }
}
