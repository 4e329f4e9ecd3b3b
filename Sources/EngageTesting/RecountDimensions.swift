import EngageModel
import EngageText

/// What value a response has of a dimension.
extension Recount {
  typealias Reader = (Response) -> String?

  func reader(of dimension: String) throws(UnknownDimension) -> Reader {
    if let other = others[dimension] { return other }
    switch dimension {
    case "unit": return { $0.unit == .table ? "table" : "form" }
    case "session": return { "\($0.session.event)/\($0.session.session)" }
    case "event": return { $0.session.event.rawValue }
    default: break
    }
    let readers = [
      textReader, changeReader, timeReader, placeReader, groupReader, preferenceReader, anyTickReader,
      tickReader, questionReader,
    ]
    let name = dimension.hasPrefix("?") ? String(dimension.dropFirst()) : dimension
    let own = readers.lazy.compactMap { $0(name) }.first
    guard let own else { throw UnknownDimension(name: dimension) }
    return own
  }

  /// `theme:book:one+other`, and a theme of it after `/`; `text:one+other` whatever the book.
  private func textReader(of dimension: String) -> Reader? {
    let (whole, tick) = Recount.halves(of: dimension, at: "/")
    let parts = whole.split(separator: ":").map(String.init)
    if parts.count == 2, parts[0] == "text" {
      let questions = parts[1].split(separator: "+").map { Question.ID(String($0)) }
      return { Recount.texts(in: $0, questions).isEmpty ? nil : "yes" }
    }
    guard parts.count == 3, ["theme", "priority"].contains(parts[0]),
      let codebook = codebooks.first(where: { $0.id.rawValue == parts[1] }),
      let coder = try? ThemeCoder(codebook)
    else { return nil }
    let questions = parts[2].split(separator: "+").map { Question.ID(String($0)) }
    let priorities = Recount.priorities(of: codebook)
    return { response in
      let texts = Recount.texts(in: response, questions)
      if texts.isEmpty { return nil }
      guard let tick else { return "yes" }
      let themes = texts.flatMap(coder.themes)
      let found = parts[0] == "theme" ? themes.map(\.rawValue) : themes.compactMap { priorities[$0] }
      return found.contains(tick) ? "yes" : "no"
    }
  }

  private static func texts(in response: Response, _ questions: [Question.ID]) -> [String] {
    questions.compactMap { question -> String? in
      guard case .text(let text) = response[question], text.contains(where: { !$0.isWhitespace }) else {
        return nil
      }
      return text
    }
  }

  /// For each theme the name of its priority, or that of the nearest theme above it.
  private static func priorities(of codebook: Codebook) -> [Theme.ID: String] {
    let flat = codebook.flattened
    var priorities: [Theme.ID: String] = [:]
    for (theme, parent) in flat {
      priorities[theme.id] = theme.priority ?? parent.flatMap { priorities[flat[$0].theme.id] }
    }
    return priorities
  }

  /// `films#1`: which choice has the place.
  private func placeReader(of dimension: String) -> Reader? {
    let (name, place) = Recount.halves(of: dimension, at: "#")
    guard let place = place.flatMap({ Int($0) }), let question = survey?.question(Question.ID(name)) else {
      return nil
    }
    return { response in
      guard case .ranking(let ranked) = response[question.id], ranked.count >= place else { return nil }
      return ranked[place - 1].rawValue
    }
  }

  /// `films:alien,jaws`: which of the two is ranked above the other.
  private func preferenceReader(of dimension: String) -> Reader? {
    let (name, both) = Recount.halves(of: dimension, at: ":")
    guard let question = survey?.question(Question.ID(name)), question.type == .rank, let both else {
      return nil
    }
    let (one, other) = Recount.halves(of: both, at: ",")
    return { response in
      guard case .ranking(let ranked) = response[question.id] else { return nil }
      let first = ranked.map(\.rawValue).first { $0 == one || $0 == other }
      return first
    }
  }

  /// `topics:online+post`: whether one of these was ticked.
  private func anyTickReader(of dimension: String) -> Reader? {
    let (name, ticks) = Recount.halves(of: dimension, at: ":")
    guard let question = survey?.question(Question.ID(name)), question.type == .selectMultiple, let ticks
    else { return nil }
    let wanted = ticks.split(separator: "+").map { Choice.ID(String($0)) }
    return { response in
      guard case .choices(let ticked) = response[question.id] else { return nil }
      return ticked.contains(where: wanted.contains) ? "yes" : "no"
    }
  }

  /// `topics:grouped/outdoors`: whether one of the group's answers was ticked.
  private func groupReader(of dimension: String) -> Reader? {
    let (whole, group) = Recount.halves(of: dimension, at: "/")
    let (name, grouped) = Recount.halves(of: whole, at: ":")
    guard grouped == "grouped", let question = survey?.question(Question.ID(name)),
      let members = question.choiceGroups.first(where: { $0.id.rawValue == group })?.choices
    else { return nil }
    return { response in
      guard case .choices(let ticked) = response[question.id] else { return nil }
      return ticked.contains(where: members.contains) ? "yes" : "no"
    }
  }

  /// `topics/online`: whether it was ticked; `films/jaws`: its place.
  private func tickReader(of dimension: String) -> Reader? {
    let (name, choice) = Recount.halves(of: dimension, at: "/")
    guard let choice else { return nil }
    guard let question = survey?.question(Question.ID(name)) else { return nil }
    return { response in
      switch response[question.id] {
      case .choices(let ticked): ticked.contains(Choice.ID(choice)) ? "yes" : "no"
      case .ranking(let ranked): ranked.firstIndex(of: Choice.ID(choice)).map { String($0 + 1) } ?? "0"
      default: nil
      }
    }
  }

  private func questionReader(of dimension: String) -> Reader? {
    guard let question = survey?.question(Question.ID(dimension)) else { return nil }
    return { response in
      switch response[question.id] {
      case .choice(let choice): choice.rawValue
      case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
      case .date(let date): date.description
      case .time(let seconds):
        [seconds / 3600, seconds / 60 % 60].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
      case .choices, .ranking, .text: "answered"
      case .missing: nil
      }
    }
  }

  /// What stands before the first of a character, and what after it.
  static func halves(of words: String, at mark: Character) -> (String, String?) {
    guard let place = words.firstIndex(of: mark) else { return (words, nil) }
    return (String(words[..<place]), String(words[words.index(after: place)...]))
  }
}
