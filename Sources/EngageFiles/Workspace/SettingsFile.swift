import EngageModel

/// What `engage.yaml` says about a workspace.
public struct Settings: Sendable, Hashable {
  /// Who reports: their name.
  public var organisation: String?
  /// Whom readers of a report may ask.
  public var contact: String?
  /// What is taken where a command is not told: by the name of the flag, one of `flags`.
  public var defaults: [String: String]
  /// The flags that can have a default.
  public static let flags = ["survey", "event", "audience", "entered-by"]
  /// Folders with further plugins, relative to the workspace.
  public var plugins: [String]
  /// Whether plugins may run where the machine offers no sandbox: `require` or `prefer`; `nil` for `prefer`.
  public var pluginSandbox: String?
  /// What `plugin_sandbox` can be.
  public static let sandboxWords = ["require", "prefer"]
  /// Below this many answers a result is "too few to say", from 1; `nil` for the standard.
  public var smallestBase: Int?
  /// Where the database lies, relative to the workspace; `nil` for `engage.sqlite`.
  public var database: String?
  /// The profile by which small counts are protected, by name; `nil` for the standard one.
  public var profile: String?

  /// Settings; nothing but what is named is set.
  public init(
    organisation: String? = nil, contact: String? = nil, defaults: [String: String] = [:],
    plugins: [String] = [], pluginSandbox: String? = nil, smallestBase: Int? = nil,
    database: String? = nil, profile: String? = nil
  ) {
    self.profile = profile
    self.organisation = organisation
    self.contact = contact
    self.defaults = defaults
    self.plugins = plugins
    self.pluginSandbox = pluginSandbox
    self.smallestBase = smallestBase
    self.database = database
  }
}

/// Reads `engage.yaml`.
public enum SettingsFile {
  /// Reads the settings at a path.
  public static func read(path: String, shownAs shown: String? = nil) -> Reading<Settings> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      let said = problems.reading(Settings())
      // An empty file is one without wishes.
      return said.diagnostics.map(\.rule) == ["empty-file"]
        ? Reading(value: Settings(), sources: said.sources) : said
    }
    return read(root, problems: problems)
  }

  /// Reads settings from their text.
  public static func read(text: String, path: String) -> Reading<Settings> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return read(root, problems: problems)
  }

  private static func read(_ root: YAMLNode, problems: Problems) -> Reading<Settings> {
    let keys = [
      "organisation", "contact", "defaults", "plugins", "plugin_sandbox", "smallest_base", "database",
      "profile",
    ]
    guard let fields = Fields(root, what: "engage.yaml", known: keys, problems: problems) else {
      return problems.reading(nil)
    }
    var settings = Settings(
      organisation: fields.text("organisation"), contact: fields.text("contact"),
      plugins: fields.texts("plugins").map(\.text), pluginSandbox: fields.text("plugin_sandbox"),
      database: fields.text("database"), profile: fields.text("profile"))
    for (name, text, entry) in fields.textMap("defaults") {
      settings.defaults[name] = text
      if !Settings.flags.contains(name) {
        problems.addUnknownWord(
          name, at: entry.key, rule: "unknown-default", message: "there is no default for “\(name)”",
          among: Settings.flags)
      }
      if name == "audience", Audience(rawValue: text) == nil {
        problems.addUnknownWord(
          text, at: entry.value, rule: "unknown-word", message: "there is no audience “\(text)”",
          among: Audience.allCases.map(\.rawValue))
      }
    }
    settings.smallestBase = fields.integer("smallest_base", atLeast: 1)
    if let word = settings.pluginSandbox, let place = fields["plugin_sandbox"],
      !Settings.sandboxWords.contains(word)
    {
      problems.addUnknownWord(
        word, at: place, rule: "unknown-word", message: "plugin_sandbox can't be “\(word)”",
        among: Settings.sandboxWords)
    }
    return problems.reading(settings)
  }
}
