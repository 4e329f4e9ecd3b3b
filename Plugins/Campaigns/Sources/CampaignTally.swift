import EngageAnalysis
import EngageModel
import EngageText

/// What must be remembered of each text until all have been read: numbers for its three-word runs, no words; for
/// internal readers its opening too.
public struct CampaignTally: Sendable, Codable {
  private static let longestOpening = 240

  var texts: ShingledTexts
  /// For each text: its response, a position below, and the position of its question.
  var responseOfText: [Int32] = []
  var questionOfText: [Int32] = []
  /// The openings of texts for those who may see them, as UTF-8; that of text i ends at `openingEnds[i]`.
  private var openings: [UInt8] = []
  private var openingEnds: [Int] = []
  /// For each response with such a text: its number in the store and its unit.
  var ids: [Int64] = []
  var units: [UInt8] = []
  /// The groups of these responses; those of response i end at `groupEnds[i]`.
  private var groups: [Int32] = []
  private var groupEnds: [Int] = []

  /// Responses with any text, however short.
  var answers = UnitCount()
  /// Responses that were asked and wrote nothing.
  var missing = 0
  /// Notes of what was said in front of all: no table's, and counted nowhere.
  var plenaries = 0
  /// Responses with a text by question, and by group.
  var answersByQuestion: [Int]
  var answersByGroup: [Int]
  var isWeighted = false

  init(for plan: CampaignPlan) {
    texts = ShingledTexts(shortest: plan.shortest, shortestCopy: plan.shortestCopy)
    answersByQuestion = Array(repeating: 0, count: plan.questions.count)
    answersByGroup = Array(repeating: 0, count: plan.groups?.count ?? 0)
  }

  /// The opening of a text; `nil` where it may not be seen.
  func opening(of text: Int) -> String? {
    guard !openingEnds.isEmpty else { return nil }
    let bytes = openings[(text == 0 ? 0 : openingEnds[text - 1])..<openingEnds[text]]
    let opening = String(decoding: bytes, as: UTF8.self)
    return bytes.count < CampaignTally.longestOpening ? opening : opening + " …"
  }

  /// The groups of a response that has a text taken up.
  func groups(of response: Int) -> ArraySlice<Int32> {
    groups[(response == 0 ? 0 : groupEnds[response - 1])..<groupEnds[response]]
  }

  mutating func merge(_ other: CampaignTally) {
    let known = Int32(ids.count)
    texts.append(other.texts)
    responseOfText += other.responseOfText.map { $0 + known }
    questionOfText += other.questionOfText
    let bytes = openings.count
    openings += other.openings
    openingEnds += other.openingEnds.map { $0 + bytes }
    ids += other.ids
    units += other.units
    let memberships = groups.count
    groups += other.groups
    groupEnds += other.groupEnds.map { $0 + memberships }
    answers = answers + other.answers
    missing += other.missing
    plenaries += other.plenaries
    for index in answersByQuestion.indices { answersByQuestion[index] += other.answersByQuestion[index] }
    for index in answersByGroup.indices { answersByGroup[index] += other.answersByGroup[index] }
    isWeighted = isWeighted || other.isWeighted
  }
}

// MARK: - Reading a batch

extension CampaignTally {
  /// What a batch's responses have said in the questions read so far.
  private enum Said {
    static let notAsked: Int32 = -3
    static let nothing: Int32 = -2
    static let onlyLittle: Int32 = -1
  }

  mutating func add(_ batch: borrowing ResponseBatch, plan: CampaignPlan) {
    isWeighted = isWeighted || !batch.weights.isEmpty
    // For each row one of `Said`, or the position of its response.
    var said = Array(repeating: Said.notAsked, count: batch.count)
    for (position, question) in plan.questions.enumerated() where batch.holds(question.id) {
      batch.withTexts(of: question.id) { bytes, ends, codes in
        var start = 0
        for row in codes.indices {
          defer { start = ends[row] }
          if codes[row] != MissingReason.notAsked.rawValue { said[row] = max(said[row], Said.nothing) }
          let text = bytes.extracting(start..<ends[row])
          guard codes[row] >= 0, text.saysSomething else { continue }
          said[row] = max(said[row], Said.onlyLittle)
          if batch.isPlenary(row) { continue }
          answersByQuestion[position] += 1
          guard texts.add(text) else { continue }
          if said[row] < 0 { said[row] = addResponse(batch, row) }
          responseOfText.append(said[row])
          questionOfText.append(Int32(position))
          if plan.quotes { keepOpening(of: text) }
        }
      }
    }
    count(said, batch, plan)
  }

  private mutating func addResponse(_ batch: borrowing ResponseBatch, _ row: Int) -> Int32 {
    ids.append(batch.ids.isEmpty ? 0 : batch.ids[row])
    units.append(batch.units[row])
    return Int32(ids.count - 1)
  }

  private mutating func count(_ said: [Int32], _ batch: borrowing ResponseBatch, _ plan: CampaignPlan) {
    let grouping = plan.groups?.column(in: batch)
    var ends = Array(repeating: 0, count: ids.count - groupEnds.count)
    let first = groupEnds.count
    var rows = Array(repeating: 0, count: ends.count)
    for row in said.indices {
      guard said[row] >= Said.onlyLittle else {
        if said[row] == Said.nothing { missing += 1 }
        continue
      }
      if batch.isPlenary(row) {
        plenaries += 1
        continue
      }
      answers.count(batch.units[row])
      if said[row] >= 0 { rows[Int(said[row]) - first] = row }
      grouping?.forEachChoice(at: row) { answersByGroup[$0] += 1 }
    }
    for (position, row) in rows.enumerated() {
      grouping?.forEachChoice(at: row) { groups.append(Int32($0)) }
      ends[position] = groups.count
    }
    groupEnds += ends
  }

  private mutating func keepOpening(of text: Span<UInt8>) {
    var end = min(text.count, CampaignTally.longestOpening)
    // A character is not cut in two.
    while end < text.count, end > 0, text[end] & 0xc0 == 0x80 { end -= 1 }
    text.extracting(0..<end).withUnsafeBufferPointer { openings.append(contentsOf: $0) }
    openingEnds.append(openings.count)
  }
}
