import EngageAnalysis
import EngageModel

extension ManifestPage {
  /// The page as Markdown: what the analysis takes and needs, and what its example prints.
  /// - Parameter output: of the example; left out if `nil`.
  func markdown(output: String? = nil) -> String {
    var lines = [
      "# \(manifest.title)", "",
      "`\(manifest.name)` \(manifest.version) provides `\(manifest.provides)`. "
        + manifest.summary,
      "", "| | |", "|---|---|",
    ]
    lines += facts.map { "| \($0.0) | \($0.1) |" }
    if !manifest.options.isEmpty {
      lines += ["", "| option | takes | left out | meaning | for example |", "|---|---|---|---|---|"]
      lines += manifest.options.map { option in
        let cells = [
          "`\(option.name)`", option.kind.words, option.defaultValue.map { "`\($0)`" } ?? "–", option.summary,
          "`\(option.example)`",
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
      }
    }
    if output != nil { lines += ["", "With the samples that come with Engage, whose answers are invented:"] }
    lines += ["", "```", manifest.example]
    if let output { lines += ["", output] }
    return (lines + ["```", ""]).joined(separator: "\n")
  }

  private var facts: [(String, String)] {
    let types = manifest.questionTypes.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return [
      ("counts", types.isEmpty ? "no answers" : types),
      ("what people wrote", manifest.readsFreeText ? "it reads it" : "it does not read it"),
      ("whose answers they are", manifest.readsIdentities ? "it reads it" : "it does not read it"),
      ("weights", manifest.takesWeights ? "it takes them" : "it does not take them"),
      ("`--question`", words(manifest.questions)), ("`--by`", words(manifest.by)),
    ]
  }
}

extension OptionSpecification.Kind {
  /// What an option takes, in a word or two.
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .integer(let bounds): "\(bounds.lowerBound) to \(bounds.upperBound)"
    case .decimal(let bounds):
      "\(NumberRange.text(bounds.lowerBound)) to \(NumberRange.text(bounds.upperBound))"
    case .boolean: "yes or no"
    case .oneOf(let words): words.joined(separator: ", ")
    case .codebook: "a codebook or a file"
    case .question: "a question"
    case .population: "a population"
    }
  }
}
