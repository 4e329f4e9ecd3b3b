import ArgumentParser
import EngageModel
import EngageReport

/// To whom a report is released, for commands that can release one.
struct ReleaseOptions: ParsableArguments {
  @Option(
    help:
      "Who gets it, for the ledger of releases: \"Rugby Borough Council\"; “partners” or “the public” if left out."
  )
  var recipient: String?

  @Flag(help: "Show what would be released, and release nothing.")
  var preview = false

  @OptionGroup var person: PersonOption

  func validate() throws {
    if let recipient, recipient.allSatisfy(\.isWhitespace) {
      throw ValidationError("Say who gets it: --recipient \"Rugby Borough Council\".")
    }
  }

  /// - Throws: `ValidationError` where what is only shown is to be kept in a file.
  func check(output: String?, charts: String?) throws {
    guard preview, output != nil || charts != nil else { return }
    throw ValidationError(
      "A preview is only shown: leave out \(output == nil ? "--charts" : "-o"), or release it without --preview."
    )
  }

  /// - Parameter recipe: by name; `nil` for analyses asked for one by one.
  func releasing(in workplace: Workplace, recipe: String? = nil) -> Releasing {
    Releasing(
      workplace: workplace, by: person.name(in: workplace), recipient: recipient, isPreview: preview,
      recipe: recipe)
  }
}
