public import EngageModel

/// Points at what in a text looks like it tells who somebody is, so that a person looks again before it is kept.
///
/// It suggests and never decides: structured data (numbers, e-mail addresses, postcodes) it finds nearly always,
/// names only where the words around them or a list say so, and then sometimes wrongly.
///
/// ```swift
/// let hint = PersonalDataHint(survey: survey, events: [event])
/// hint.kinds(in: "Ring my neighbour Anna on 07700 900123")  // [.name, .telephone]
/// ```
public struct PersonalDataHint: Sendable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case name, telephone, email, postcode, address
    case nationalInsurance = "national insurance number"
    case nhsNumber = "NHS number"
    case birthDate = "date of birth"
    case socialHandle = "name on a social network"

    /// For a prompt: "looks like a telephone number".
    public var words: String {
      switch self {
      case .name: "looks like somebody's name"
      case .telephone: "looks like a telephone number"
      case .email: "looks like an e-mail address"
      case .postcode: "looks like a postcode"
      case .address: "looks like somebody's address"
      case .nationalInsurance: "looks like a National Insurance number"
      case .nhsNumber: "looks like an NHS number"
      case .birthDate: "looks like a date of birth"
      case .socialHandle: "looks like somebody's name on a social network"
      }
    }
  }

  /// Something found, and where.
  public struct Finding: Sendable, Hashable {
    public let kind: Kind
    public let range: Range<String.Index>

    public init(_ kind: Kind, _ range: Range<String.Index>) {
      self.kind = kind
      self.range = range
    }
  }

  /// Words that a survey and its events write with a capital themselves; in lower case.
  private let known: Set<String>

  /// - Parameter knownWords: names of places and organisations that are nobody's name, in any case.
  public init(knownWords: some Sequence<String> = []) {
    known = Set(knownWords.map { $0.lowercased() })
  }

  /// A hint that knows the words of a survey and the places of its events.
  public init(survey: Survey, events: [Event] = []) {
    var texts = [survey.title.text]
    for question in survey.questions {
      texts.append(question.label.text)
      if let hint = question.hint { texts.append(hint.text) }
      texts += question.choices.map(\.label.text)
    }
    for event in events {
      texts += [event.title, event.programme ?? "", event.dataProtection?.controller ?? ""]
      for session in event.sessions {
        texts += [session.title, session.place, session.district, session.venue].compactMap { $0 }
      }
    }
    self.init(
      knownWords: texts.flatMap { text in
        WrittenWords(text).words.filter { $0.isCapitalised }.map(\.lowercased)
      })
  }

  /// All that was found, in the order of the text, without overlaps.
  public func findings(in text: String) -> [Finding] {
    guard !text.isEmpty else { return [] }
    let written = WrittenWords(text)
    var found = NumberClues(text).findings
    found += MailClues(text).findings
    found += PlaceClues(written, known: known).findings
    found += BirthClues(written).findings
    found += NameClues(written, known: known).findings
    // What is found first above is surer.
    var kept: [Finding] = []
    for finding in found where !kept.contains(where: { $0.range.overlaps(finding.range) }) {
      kept.append(finding)
    }
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// What kinds of things were found, each once, in the order of `Kind`.
  public func kinds(in text: String) -> [Kind] {
    let found = Set(findings(in: text).map(\.kind))
    return Kind.allCases.filter(found.contains)
  }

  /// For a prompt: what the text looks like it holds, never with its words.
  public func words(for text: String) -> [String] { kinds(in: text).map(\.words) }
}
