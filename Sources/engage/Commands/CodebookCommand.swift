import ArgumentParser
import EngageFiles
import EngageModel
import EngageReport
import EngageStore

struct CodebookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "Codebooks: themes, and how they changed from version to version.",
    discussion: """
      For example:
        engage codebook show hate-crime --survey we-stand-together
        engage codebook merge hate-crime police reporting --into police \\
            --why "nobody told them apart"
        engage codebook history hate-crime
      Each change writes the next version of the codebook's file and keeps the one before in a folder history/ beside \
      it. Codes that people gave with an earlier version are understood as before.
      """,
    subcommands: [
      List.self, Show.self, Check.self, History.self, Merge.self, Split.self, Rename.self, Export.self,
      Import.self,
    ])

  /// Which codebook.
  struct Scope: ParsableArguments {
    @Argument(help: "The codebook, by name.") var codebook: String
    @Option(help: "The survey it belongs to; may be left out where only one survey has it.") var survey:
      String?
    @OptionGroup var workspace: WorkspaceOption

    func place(_ workplace: Workplace) throws -> CodebookPlace {
      try CodebookPlace.find(codebook, survey: survey, in: workplace.workspace)
    }
  }

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "The codebooks of the workspace.",
      discussion: "For example:\n  engage codebook list --survey we-stand-together")
    @Option(help: "Only those of this survey.") var survey: String?
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workspace = try Workplace(workspace).workspace
      let rows = workspace.folders().filter { survey == nil || $0 == survey }.flatMap { folder in
        workspace.codebooks(of: Survey.ID(folder)).map {
          CodebookRow($0, workspace.readCodebook(Codebook.ID($0.name), of: Survey.ID(folder)).value)
        }
      }
      if format.format == .json { return try JSON.tell(rows) }
      guard !rows.isEmpty else { return try Terminal.tell("There is no codebook yet.") }
      var listing = Listing(["Codebook", "Survey", "Version", "Themes", "Title"])
      for row in rows {
        listing.add([
          row.codebook, row.survey, row.version.map(String.init) ?? "?", row.themes.map(String.init) ?? "?",
          row.title ?? (row.version == nil ? "has errors: engage codebook check \(row.codebook)" : ""),
        ])
      }
      try Terminal.tell(listing.screenText)
    }
  }

  struct Show: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "The themes of a codebook, and who coded how much with it.",
      discussion: "For example:\n  engage codebook show hate-crime --survey we-stand-together")
    @OptionGroup var scope: Scope
    @OptionGroup var format: FormatOption

    func perform() async throws {
      let workplace = try Workplace(scope.workspace)
      let place = try scope.place(workplace)
      let codebook = try place.read()
      let progress = try workplace.existingStore()?.codingProgress(survey: place.survey, event: nil) ?? []
      let shown = CodebookShown(codebook, progress.filter { $0.codebook == codebook.id })
      if format.format == .json { return try JSON.tell(shown) }
      try Terminal.tell(shown.text)
    }
  }

  struct Check: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Find every problem of a codebook.",
      discussion: "For example:\n  engage codebook check hate-crime")
    @Argument(help: "A file, or a codebook by name.") var file: String
    @Option(help: "The survey it belongs to; may be left out where only one survey has it.") var survey:
      String?
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workspace = FileCheck.workspace(of: file, option: workspace)
      let path =
        FileCheck.isFile(file) ? file : try CodebookPlace.find(file, survey: survey, in: workspace).path
      let reading = CodebookFile.read(path: path, shownAs: workspace.shown(path))
      try FileCheck.tell(
        reading.diagnostics, sources: reading.sources, file: file, format: format.format,
        praise: reading.value.map {
          "\($0.id), version \($0.version): \(Wording.count($0.flattened.count, "theme", "themes")), in order."
        })
    }
  }

  struct History: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "history", abstract: "What changed in a codebook, when, by whom and why.",
      discussion: "For example:\n  engage codebook history hate-crime")
    @OptionGroup var scope: Scope
    @OptionGroup var format: FormatOption

    func perform() async throws {
      let codebook = try scope.place(Workplace(scope.workspace)).read()
      if format.format == .json { return try JSON.tell(codebook.history) }
      guard !codebook.history.isEmpty else {
        return try Terminal.tell(
          "\(codebook.id) has version \(codebook.version); nothing is written of its changes.")
      }
      for revision in codebook.history { try Terminal.tellWrapped(revision.words) }
    }
  }
}

extension CodebookCommand {
  /// Why a codebook is changed, and by whom.
  struct ChangeOptions: ParsableArguments {
    @Option(help: "Why; the codebook's history keeps it.") var why: String?
    @OptionGroup var person: PersonOption
    @OptionGroup var format: FormatOption

    func change(_ kind: CodebookChange.Kind, _ workplace: Workplace) -> CodebookChange {
      CodebookChange(kind, at: Clock.timestamp, by: person.name(in: workplace), why: why)
    }

    /// Says what was done to the file, and what it means for codes given so far.
    func tell(_ changed: CodebookPlace.Changed, _ meaning: String) throws {
      if format.format == .json { return try JSON.tell(changed.codebook.history.last) }
      try Terminal.tellWrapped(
        "\(changed.codebook.id) has version \(changed.codebook.version) now; the one before is kept as "
          + "\(changed.kept). \(meaning)")
    }
  }

  struct Merge: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Make one theme of several; what people coded follows.",
      discussion: """
        For example:
          engage codebook merge hate-crime police reporting --into police \\
              --why "nobody told them apart"
        Their phrases go into the one theme. Codes given with the old names count for it from now on.
        """)
    @OptionGroup var scope: Scope
    @Argument(help: "The themes, by name.") var themes: [String]
    @Option(help: "The theme they become: one of them, another one, or a new name.") var into: String
    @Option(help: "What it is called from now on; as before if left out.") var title: String?
    @OptionGroup var options: ChangeOptions

    func perform() async throws {
      let workplace = try Workplace(scope.workspace)
      let place = try scope.place(workplace)
      let names = themes.map { Theme.ID($0) }
      let count = try CodedWith(place, workplace).count(names.filter { $0.rawValue != into })
      let changed = try place.change(
        options.change(.merge(names, into: Theme.ID(into), title: title), workplace))
      try options.tell(
        changed,
        count == 0
          ? ""
          : "\(Wording.sentence(Wording.count(count, "comment counts", "comments count"))) for \(into) now.")
    }
  }

  struct Split: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "split", abstract: "Give a theme sub-themes; its comments are to be coded again.",
      discussion: """
        For example:
          engage codebook split hate-crime police --into "Police response" \\
              --into "Police presence" --why "two different things"
        The theme stays, with its phrases, and counts both parts. Whoever coded comments with it is shown those again by \
        engage code, to say which part fits.
        """)
    @OptionGroup var scope: Scope
    @Argument(help: "The theme, by name.") var theme: String
    @Option(help: "What a part is called; given twice or more.") var into: [String]
    @OptionGroup var options: ChangeOptions

    func perform() async throws {
      let workplace = try Workplace(scope.workspace)
      let place = try scope.place(workplace)
      let parts = into.map {
        CodebookChange.NewTheme(id: Theme.ID(NameRules.kebabCase(of: $0) ?? $0), title: $0)
      }
      let count = try CodedWith(place, workplace).count([Theme.ID(theme)])
      let changed = try place.change(options.change(.split(Theme.ID(theme), into: parts), workplace))
      let again = Wording.sentence(Wording.count(count, "comment is", "comments are"))
      try options.tell(
        changed,
        "Its parts are \(parts.map(\.id.rawValue).joined(separator: ", ")); write phrases for them into the file if rules "
          + "are to find them."
          + (count == 0 ? "" : " \(again) to be coded again: engage code --survey \(place.survey)"))
    }
  }

  struct Rename: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "rename", abstract: "Give a theme another title; its name stays.",
      discussion: "For example:\n  engage codebook rename hate-crime police --title \"Police and policing\"")
    @OptionGroup var scope: Scope
    @Argument(help: "The theme, by name.") var theme: String
    @Option(help: "What it is called from now on.") var title: String
    @OptionGroup var options: ChangeOptions

    func perform() async throws {
      let workplace = try Workplace(scope.workspace)
      let changed = try scope.place(workplace).change(
        options.change(.rename(Theme.ID(theme), title: title), workplace))
      try options.tell(changed, "")
    }
  }
}

/// What people coded with a codebook so far.
private struct CodedWith {
  private let codes: [CodedText]
  private let codebook: Codebook

  init(_ place: CodebookPlace, _ workplace: Workplace) throws {
    let codebook = try place.read()
    self.codebook = codebook
    codes =
      try workplace.existingStore()?.codes(CodeQuery(survey: place.survey, codebook: codebook.id)) ?? []
  }

  /// How many comments have one of some themes, by whoever coded them.
  func count(_ themes: [Theme.ID]) -> Int {
    let found = codes.filter { code in
      codebook.followed(code.themes, from: code.version).themes.contains(where: themes.contains)
    }
    return Set(found.map { CodingDraw.Text(response: $0.response, question: $0.question) }).count
  }
}

extension CodebookRevision {
  /// For people.
  var words: String {
    func list(_ themes: [Theme.ID]) -> String { themes.map(\.rawValue).joined(separator: ", ") }
    let done =
      switch kind {
      case .add: "added \(list(themes))"
      case .merge: "merged \(list(themes)) into \(list(into))"
      case .split: "split \(list(themes)) into \(list(into))"
      case .rename: "renamed \(list(themes))" + (was.map { ", called “\($0)” before" } ?? "")
      }
    let who = [at, by].compactMap { $0 }.joined(separator: "  ")
    return "v\(version)  \(who.isEmpty ? "" : who + "  ")\(done)" + (why.map { "  [\($0)]" } ?? "")
  }
}
