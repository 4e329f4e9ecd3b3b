/// Something that an event does not say about people's data, and must before anything of it leaves the organisation.
public struct DataProtectionGap: Sendable, Hashable {
  /// A line of `data_protection`; the word in the file is its raw value.
  public enum Line: String, Sendable, CaseIterable {
    case controller, purpose
    case lawfulBasis = "lawful_basis"
    case article9Condition = "article_9_condition"
    case noticeVersion = "notice_version"
    case retainUntil = "retain_until"
  }

  public var line: Line
  /// The day until which the data could be kept, where it is over.
  public var past: CalendarDate?

  public init(_ line: Line, past: CalendarDate? = nil) {
    self.line = line
    self.past = past
  }

  /// What is wrong, to follow the event's name: "does not say who is responsible for the data".
  public var words: String {
    if let past { return "was to keep its data until \(past), which is over" }
    return switch line {
    case .controller: "does not say who is responsible for the data"
    case .purpose: "does not say what people's data are for"
    case .lawfulBasis: "does not say on which lawful basis people's data are held (UK GDPR, Article 6)"
    case .article9Condition:
      "does not say which condition allows to hold answers on faith, health, ethnicity and the like (UK GDPR, Article 9)"
    case .noticeVersion: "does not say which privacy notice people were given"
    case .retainUntil: "does not say until when people's data are kept"
    }
  }

  /// A line as it could stand in the file.
  /// - Parameter day: today, for a date that is to come.
  public func example(on day: CalendarDate) -> String {
    let value =
      switch line {
      case .controller: "\"Our organisation\""
      case .purpose: "\"To learn what concerns people, and to tell our partners\""
      case .lawfulBasis: "\"Legitimate interests, UK GDPR Article 6(1)(f)\""
      case .article9Condition: "\"Explicit consent, UK GDPR Article 9(2)(a)\""
      case .noticeVersion: "\"1\""
      case .retainUntil: "\(day.year + 6)-12-31"
      }
    return "\(line.rawValue): \(value)"
  }
}

extension DataProtection {
  /// What stands in a file where something is to be filled in; it counts as nothing said.
  public static let placeholder = SafeguardingContacts.placeholder

  /// Everything that is missing before a report may leave the organisation.
  /// - Parameters:
  ///   - day: today; what was to be kept until an earlier day must not be released any more.
  ///   - holdsResponses: whether people's answers are kept. An event of which only totals are known needs no
  ///     condition for answers of special categories.
  public func gaps(on day: CalendarDate, holdsResponses: Bool) -> [DataProtectionGap] {
    DataProtectionGap.Line.allCases.compactMap { line in
      switch line {
      case .controller: gap(line, in: controller)
      case .purpose: gap(line, in: purpose)
      case .lawfulBasis: gap(line, in: lawfulBasis)
      case .article9Condition: holdsResponses ? gap(line, in: article9Condition) : nil
      case .noticeVersion: gap(line, in: noticeVersion)
      case .retainUntil:
        if let retainUntil {
          retainUntil < day ? DataProtectionGap(line, past: retainUntil) : nil
        } else {
          DataProtectionGap(line)
        }
      }
    }
  }

  private func gap(_ line: DataProtectionGap.Line, in text: String?) -> DataProtectionGap? {
    text.map(DataProtection.says) == true ? nil : DataProtectionGap(line)
  }

  /// Whether a text is more than a note to fill it in later.
  public static func says(_ text: String) -> Bool {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    return !words.isEmpty && !text.uppercased().contains(placeholder)
      && !(words.count == 1 && ["tbc", "tba", "tbd", "todo", "xxx"].contains(words[0]))
  }
}

extension Event {
  /// Everything that it does not say about people's data; all lines where it says nothing at all.
  /// - Parameters: as for `DataProtection.gaps`.
  public func dataProtectionGaps(on day: CalendarDate, holdsResponses: Bool) -> [DataProtectionGap] {
    (dataProtection ?? DataProtection()).gaps(on: day, holdsResponses: holdsResponses)
  }
}
