import ArgumentParser
import EngageModel

/// Where to work.
struct WorkspaceOption: ParsableArguments {
  @Option(help: "The folder that holds engage.yaml or Surveys/; the nearest one upwards if left out.")
  var workspace: String?
}

/// How a result is printed.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct FormatOption: ParsableArguments {
  @Option(help: "text for people, json for programs.")
  var format: ResultFormat = .text
}

/// Which responses.
struct ScopeOptions: ParsableArguments {
  @Option(help: "The survey, by name.")
  var survey: String?

  @Option(help: "The event, by name; may be given several times. All events of the survey if left out.")
  var event: [String] = []

  @Option(help: "Only this session; may be given several times.")
  var session: [String] = []
}

/// Which of the responses, by what they say.
struct ConditionOption: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help:
      "Only responses that meet a condition on answers, session, event, unit, date and theme, as in '${aware} = \"yes\" and theme = \"reporting\"'. Themes are those the codebook's rules find."
  )
  var condition: String?
}

/// Where further plugins lie, and what is shown of them.
struct PluginOptions: ParsableArguments {
  @Option(help: "A folder with further plugins, or a plugin's own; may be given several times.")
  var plugins: [String] = []

  @Flag(help: "Show on standard error what plugins in other languages wrote to their logs.")
  var pluginLog = false
}

/// Why something is done to what is stored.
struct ReasonOption: ParsableArguments {
  @Option(help: "Why; the audit trail keeps it.")
  var why: String

  func validate() throws {
    if why.allSatisfy(\.isWhitespace) {
      throw ValidationError("Say why after --why: the audit trail keeps it.")
    }
  }
}

/// Who acts; the audit trail keeps it.
struct PersonOption: ParsableArguments {
  @Option(
    name: .customLong("entered-by"),
    help: "Who does this; the workspace's default or your login name if left out.")
  var enteredBy: String?

  /// The name given, the workspace's default, or the login name.
  func name(in workplace: Workplace) -> String { enteredBy ?? workplace.standard("entered-by") ?? Clock.user }
}

/// By which rules what leaves is protected.
struct ProfileOption: ParsableArguments {
  @Option(
    help:
      "How small counts are protected: a profile's name (below-5, rounded, or one of Surveys/profiles/) or file; the recipe's or the workspace's if left out."
  )
  var profile: String?
}

/// What is merged before it is counted.
struct GroupsOption: ParsableArguments {
  @Option(name: .customLong("groups"), help: ArgumentHelp(stringLiteral: GroupsRequest.help))
  var written: [String] = []

  /// - Throws: `DiagnosticsError` with all that can't be read.
  func request() throws -> GroupsRequest { try GroupsRequest(written) }
}
