/// The themes that one coder gave to one text.
///
/// A coder has at most one of these for a text and a codebook: coding it again replaces it, and the store keeps what
/// was before.
public struct CodedText: Sendable, Hashable, Codable {
  /// The store's number of the response.
  public var response: Int64
  public var question: Question.ID
  public var codebook: Codebook.ID
  /// The version of the codebook that the coder had before them.
  public var version: Int
  /// Who coded it.
  public var coder: String
  /// In the codebook's order; empty where none of its themes fits.
  public var themes: [Theme.ID]
  /// What the coder remarked; for internal readers only.
  public var memo: String?
  /// Of the text that was coded: where it differs from that of the text as it stands, the text was changed since.
  public var fingerprint: UInt64
  /// ISO 8601.
  public var at: String

  public init(
    response: Int64, question: Question.ID, codebook: Codebook.ID, version: Int, coder: String,
    themes: [Theme.ID], memo: String? = nil, fingerprint: UInt64, at: String
  ) {
    self.response = response
    self.question = question
    self.codebook = codebook
    self.version = version
    self.coder = coder
    self.themes = themes
    self.memo = memo
    self.fingerprint = fingerprint
    self.at = at
  }

  /// Whether a name can be a coder's: it is shown in reports, on screens and in sheets.
  public static func isCoder(_ name: String) -> Bool {
    !name.isEmpty && name.count <= 100 && name.utf8.count <= 400
      && name.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        // Marks that turn the direction of what follows.
        case .format: !("\u{202A}"..."\u{202E}").contains(scalar)
        default: true
        }
      }
  }

  /// What a text is recognised by (FNV-1a, 64 bits, over its UTF-8).
  public static func fingerprint(of text: some Sequence<UInt8>) -> UInt64 {
    text.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}

extension CodedText {
  /// What tells one coder's codes of a text from all others.
  public struct Key: Sendable, Hashable, Codable {
    public var response: Int64
    public var question: Question.ID
    public var codebook: Codebook.ID
    public var coder: String

    public init(response: Int64, question: Question.ID, codebook: Codebook.ID, coder: String) {
      self.response = response
      self.question = question
      self.codebook = codebook
      self.coder = coder
    }
  }

  public var key: Key { Key(response: response, question: question, codebook: codebook, coder: coder) }

  /// Whether another one says the same of the same text; when it was coded does not count.
  public func saysTheSame(as other: CodedText) -> Bool {
    var other = other
    other.at = at
    return self == other
  }
}
