/// Words in the survey's default language, with translations.
public struct LocalizedText: Sendable, Hashable, Codable, ExpressibleByStringLiteral {
  /// In the default language.
  public var text: String
  /// By language code, the default language not among them.
  public var translations: [String: String]

  public init(_ text: String, translations: [String: String] = [:]) {
    self.text = text
    self.translations = translations
  }

  public init(stringLiteral text: String) { self.init(text) }

  /// The words in a language, or in the default language where there is no translation.
  public func text(in language: String?) -> String {
    language.flatMap { translations[$0] } ?? text
  }
}
