import EngageModel

/// A survey as its file is laid out: questions within groups, the items of a grid as one entry, the text behind
/// "Other" with its question, blocks as includes.
indirect enum SurveyEntry {
  case question(Question, orOther: Bool)
  case group(QuestionGroup, [SurveyEntry])
  case grid(QuestionGroup, [Question])
  case include(String)
}

/// Finds back the layout of a survey's file from the survey.
struct SurveyOutline {
  private let survey: Survey
  private let blocks: [IncludedBlock]
  /// What stands directly in each group, `nil` being outside all groups.
  private var children: [String?: [Part]] = [:]
  private var nextGroup = 0

  private enum Part {
    case question(Question)
    case group(QuestionGroup)
    case include(String)
  }

  init(_ survey: Survey, blocks: [IncludedBlock]) {
    self.survey = survey
    self.blocks = blocks
  }

  /// The entries of the file, in order.
  static func entries(of survey: Survey, blocks: [IncludedBlock] = []) -> [SurveyEntry] {
    var outline = SurveyOutline(survey, blocks: blocks)
    outline.distribute()
    return outline.entries(in: nil, depth: 0)
  }

  /// Puts every question and group where it stands. Groups are in the order of their beginnings, so that one without
  /// questions stands before the next that has some.
  private mutating func distribute() {
    let blockOfQuestion = Dictionary(
      blocks.flatMap { block in block.questions.map { ($0, block) } }, uniquingKeysWith: { first, _ in first }
    )
    let groupsOfBlocks = Set(blocks.flatMap(\.groups))
    var positions: [String: Int] = [:]
    for (index, group) in survey.groups.enumerated() { positions[group.name] = index }
    var told: Set<String> = []
    for question in survey.questions {
      if let block = blockOfQuestion[question.id] {
        if told.insert(block.name).inserted {
          place(groupsUpTo: block.outer.flatMap { positions[$0] }, except: groupsOfBlocks)
          children[block.outer, default: []].append(.include(block.name))
        }
        continue
      }
      place(groupsUpTo: question.group.flatMap { positions[$0] }, except: groupsOfBlocks)
      let group = question.group.flatMap { positions[$0] == nil ? nil : $0 }
      children[group, default: []].append(.question(question))
    }
    place(groupsUpTo: survey.groups.count - 1, except: groupsOfBlocks)
  }

  private mutating func place(groupsUpTo last: Int?, except skipped: Set<String>) {
    guard let last else { return }
    while nextGroup <= last {
      let group = survey.groups[nextGroup]
      nextGroup += 1
      if skipped.contains(group.name) { continue }
      let parent = group.parent.flatMap { survey.group($0) == nil ? nil : $0 }
      children[parent, default: []].append(.group(group))
    }
  }

  private func entries(in group: String?, depth: Int) -> [SurveyEntry] {
    let parts = children[group] ?? []
    var entries: [SurveyEntry] = []
    var index = 0
    while index < parts.count {
      switch parts[index] {
      case .include(let name): entries.append(.include(name))
      case .group(let inner) where inner.kind == .grid:
        entries.append(.grid(inner, items(of: inner)))
      case .group(let inner):
        // A group that stands in itself can't be laid out; ten deep is all that a file may hold.
        entries.append(.group(inner, depth < 10 ? self.entries(in: inner.name, depth: depth + 1) : []))
      case .question(let question):
        var next: Question?
        if index + 1 < parts.count, case .question(let following) = parts[index + 1] { next = following }
        let folded = next.map(question.makesOther) ?? false
        entries.append(.question(question, orOther: folded))
        if folded { index += 1 }
      }
      index += 1
    }
    return entries
  }

  private func items(of grid: QuestionGroup) -> [Question] {
    (children[grid.name] ?? []).compactMap { if case .question(let question) = $0 { question } else { nil } }
  }
}
