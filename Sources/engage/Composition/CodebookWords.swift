import EngageFiles
import EngageModel
import EngageReport
import EngageStore

/// A line of the list of codebooks.
struct CodebookRow: Encodable {
  var codebook: String
  var survey: String
  /// `nil`, as all below, where the file has errors.
  var version: Int?
  var title: String?
  var themes: Int?

  init(_ file: WorkspaceFile, _ read: Codebook?) {
    codebook = file.name
    survey = file.folder
    version = read?.version
    title = read?.title
    themes = read?.flattened.count
  }
}

/// A codebook as it is shown.
struct CodebookShown: Encodable {
  struct ShownTheme: Encodable {
    var theme: String
    var title: String
    var under: String?
    var priority: String?
    /// Phrases and patterns.
    var phrases: Int
  }

  var codebook: String
  var version: Int
  var title: String?
  var themes: [ShownTheme]
  var coded: [CodingProgress]

  init(_ codebook: Codebook, _ progress: [CodingProgress]) {
    self.codebook = codebook.id.rawValue
    version = codebook.version
    title = codebook.title
    coded = progress
    let flat = codebook.flattened
    themes = flat.map { theme, parent in
      ShownTheme(
        theme: theme.id.rawValue, title: theme.title, under: parent.map { flat[$0].theme.id.rawValue },
        priority: theme.priority, phrases: theme.match.count)
    }
  }

  var text: String {
    var listing = Listing(["", "Theme", "Title", "Found by"])
    for (place, theme) in themes.enumerated() {
      listing.add([
        "\(place + 1)", theme.theme, (theme.under == nil ? "" : "· ") + theme.title,
        theme.phrases == 0 ? "people alone" : Wording.count(theme.phrases, "phrase", "phrases"),
      ])
    }
    var lines = ["\(title ?? codebook), version \(version)", listing.screenText]
    for progress in coded {
      lines.append(
        "\(progress.coder) coded \(Wording.count(progress.coded, "comment", "comments")) of \(progress.question), "
          + "last \(progress.last)")
    }
    return lines.joined(separator: "\n")
  }
}
