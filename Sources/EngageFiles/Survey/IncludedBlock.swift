import EngageModel

/// A block that a survey includes, and what of the survey comes from it.
struct IncludedBlock {
  let name: String
  /// The group it is included in.
  let outer: String?
  let questions: [Question.ID]
  let groups: [String]

  /// Finds a block in a survey: its questions as they are, in a row, in one group.
  /// - Parameters:
  ///   - entry: as the survey notes it: `equality-monitoring v1`.
  ///   - texts: the text of each block, by name.
  /// - Returns: `nil` where there is no such block, or the survey's questions are not the block's.
  init?(_ entry: String, in survey: Survey, texts: [String: String]) {
    guard let name = entry.split(separator: " ").first.map(String.init), texts[name] != nil,
      let block = SurveyFile.readBlock(named: name, languages: survey.languages, blocks: texts).value,
      block.blocks.contains(entry), let first = block.questions.first,
      let start = survey.questions.firstIndex(where: { $0.id == first.id }),
      start + block.questions.count <= survey.questions.count
    else { return nil }
    let groupNames = block.groups.map(\.name)
    let outer = IncludedBlock.outerGroup(of: survey.questions[start], among: groupNames, in: survey)
    for (offset, var question) in block.questions.enumerated() {
      question.group = question.group ?? outer
      guard survey.questions[start + offset] == question else { return nil }
    }
    for var group in block.groups {
      group.parent = group.parent ?? outer
      guard survey.group(group.name) == group else { return nil }
    }
    self.name = name
    self.outer = outer
    questions = block.questions.map(\.id)
    groups = groupNames
  }

  private static func outerGroup(of question: Question, among own: [String], in survey: Survey) -> String? {
    var next = question.group
    while let name = next, own.contains(name) { next = survey.group(name)?.parent }
    return next
  }
}
