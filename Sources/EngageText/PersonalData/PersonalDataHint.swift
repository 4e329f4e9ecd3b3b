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
    case name, place, telephone, email, postcode, address
    case nationalInsurance = "national insurance number"
    case nhsNumber = "NHS number"
    case birthDate = "date of birth"
    case socialHandle = "name on a social network"
    case webAddress = "web address"
    case carRegistration = "car registration"
    case bankCard = "bank card number"
    case bankAccount = "bank account"
    /// What a person marks by hand; nothing is found as this.
    case other = "something else"

    /// For a prompt: "looks like a telephone number".
    public var words: String {
      switch self {
      case .name: "looks like somebody's name"
      case .place: "names a place on your list"
      case .telephone: "looks like a telephone number"
      case .email: "looks like an e-mail address"
      case .postcode: "looks like a postcode"
      case .address: "looks like somebody's address"
      case .nationalInsurance: "looks like a National Insurance number"
      case .nhsNumber: "looks like an NHS number"
      case .birthDate: "looks like a date of birth"
      case .socialHandle: "looks like somebody's name on a social network"
      case .webAddress: "looks like a web address"
      case .carRegistration: "looks like a car registration"
      case .bankCard: "looks like the number of a bank card"
      case .bankAccount: "looks like a bank account"
      case .other: "may tell who somebody is"
      }
    }

    /// What stands in its place in a redacted text, without brackets: "telephone number".
    public var replacement: String {
      switch self {
      case .name: "name"
      case .place: "place"
      case .telephone: "telephone number"
      case .email: "e-mail address"
      case .postcode: "postcode"
      case .address: "address"
      case .nationalInsurance: "National Insurance number"
      case .nhsNumber: "NHS number"
      case .birthDate: "date of birth"
      case .socialHandle: "name on a social network"
      case .webAddress: "web address"
      case .carRegistration: "car registration"
      case .bankCard: "bank card number"
      case .bankAccount: "bank account"
      case .other: "left out"
      }
    }
  }

  /// How sure a finding is.
  public enum Certainty: String, Sendable, Hashable, Codable, CaseIterable {
    /// It has the shape of an identifier, and a check digit where there is one.
    case certain
    /// A person decides.
    case suggested
  }

  /// Something found, and where.
  public struct Finding: Sendable, Hashable {
    public let kind: Kind
    public let range: Range<String.Index>
    public let certainty: Certainty

    public init(_ kind: Kind, _ range: Range<String.Index>, _ certainty: Certainty = .suggested) {
      self.kind = kind
      self.range = range
      self.certainty = certainty
    }

    /// What stands in its place in a redacted text: "[telephone number]".
    public var replacement: String { "[\(kind.replacement)]" }
  }

  /// Words that a survey and its events write with a capital themselves; in lower case.
  private let known: Set<String>

  /// - Parameter knownWords: names of places and organisations that are nobody's name, in any case.
  public init(knownWords: some Sequence<String> = []) {
    known = Set(knownWords.map { $0.lowercased() })
  }

  /// A hint that knows the words of a survey and the places of its events.
  public init(survey: Survey, events: [Event] = []) {
    self.init(knownWords: PersonalDataHint.words(of: survey, events))
  }

  /// The words with capitals that a survey and its events use themselves.
  static func words(of survey: Survey?, _ events: [Event]) -> [String] {
    var texts = [survey?.title.text ?? ""]
    for question in survey?.questions ?? [] {
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
    return texts.flatMap { text in
      WrittenWords(text).words.filter { $0.isCapitalised }.map(\.lowercased)
    }
  }

  /// What an entry desk is asked about: structured data only where it is sure. A redaction wants more:
  /// `RedactionSuggester`.
  private static let kinds: Set<Kind> = [
    .telephone, .email, .postcode, .nationalInsurance, .nhsNumber, .birthDate, .socialHandle,
  ]

  /// All that was found, in the order of the text, without overlaps.
  public func findings(in text: String) -> [Finding] {
    guard !text.isEmpty else { return [] }
    let written = WrittenWords(text)
    let sure = IdentifierFinder(text).findings.filter {
      $0.certainty == .certain && PersonalDataHint.kinds.contains($0.kind)
    }
    let suggested = AddressClues(written).findings + NameClues(written, known: known).findings
    return Findings.merged(sure + suggested, in: text)
  }

  /// What kinds of things were found, each once, in the order of `Kind`.
  public func kinds(in text: String) -> [Kind] {
    let found = Set(findings(in: text).map(\.kind))
    return Kind.allCases.filter(found.contains)
  }

  /// For a prompt: what the text looks like it holds, never with its words.
  public func words(for text: String) -> [String] { kinds(in: text).map(\.words) }
}
