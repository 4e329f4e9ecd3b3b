import ArgumentParser
import EngageFiles
import EngageImport
import EngageModel
import EngageReport
import EngageSheets

struct PopulationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "population",
    abstract: "Who lives here: figures to set beside those who came, or to weight them to.",
    discussion: """
      For example:
        engage population list
        engage population show warwickshire-2021
        engage population import census.csv --population rugby-2021 \\
            --survey we-stand-together --source "Census 2021, table TS021"
      """,
    subcommands: [List.self, Show.self, Check.self, Import.self])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All populations of the workspace.", discussion: "For example:\n  engage population list")
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workspace = try Workplace(workspace).workspace
      let rows = workspace.populations().map { PopulationRow($0, in: workspace) }
      if format.format == .json { return try JSON.tell(rows) }
      guard !rows.isEmpty else {
        return try Terminal.tell("There is no population yet. Bring one in with: engage population import")
      }
      var listing = Listing(["Population", "Questions", "Title"])
      for row in rows {
        listing.add([
          row.population, row.questions.joined(separator: ", "),
          row.title ?? "has errors: engage population check \(row.population)",
        ])
      }
      try Terminal.tell(listing.text)
    }
  }

  struct Show: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "The figures of a population.",
      discussion: "For example:\n  engage population show warwickshire-2021")
    @Argument(help: "The population, by name.") var population: String
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let population = try Workplace(workspace).workspace.readPopulation(Population.ID(population)).required()
      if format.format == .json { return try JSON.tell(population) }
      var lines = ["\(population.title) – \(population.id)"]
      if let source = population.source { lines.append("Source: \(source)") }
      for margin in population.margins {
        let people = margin.cells.reduce(0) { $0 + $1.people }
        var listing = Listing(margin.questions.map(\.rawValue) + ["people", "share"])
        for cell in margin.cells {
          let share = people > 0 ? Wording.decimal(cell.people / people * 100, places: 1) + "%" : "–"
          listing.add(
            cell.choices.map(\.rawValue) + [PopulationCommand.written(cell.people), share])
        }
        lines += ["", listing.text, "In all: \(PopulationCommand.written(people))"]
      }
      try Terminal.tell(lines.joined(separator: "\n"))
    }
  }

  struct Check: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Find every problem of a population.",
      discussion: "For example:\n  engage population check warwickshire-2021")
    @Argument(help: "A file, or a population by name.") var file: String
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workspace = FileCheck.workspace(of: file, option: workspace)
      let reading =
        FileCheck.isFile(file)
        ? PopulationFile.read(path: file, shownAs: workspace.shown(file))
        : workspace.readPopulation(Population.ID(file))
      try FileCheck.tell(
        reading.diagnostics, sources: reading.sources, file: file, format: format.format,
        praise: reading.value.map {
          "\($0.id): figures on \(Wording.count($0.margins.count, "question", "questions")), in order."
        })
    }
  }

  fileprivate static func written(_ people: Double) -> String {
    Wording.decimal(people, places: people == people.rounded() ? 0 : 1)
  }
}

/// A line of the list of populations.
private struct PopulationRow: Encodable {
  var population: String
  var title: String?
  /// "district", "district × sex".
  var questions: [String]

  init(_ file: WorkspaceFile, in workspace: Workspace) {
    let read = workspace.readPopulation(Population.ID(file.name)).value
    population = file.name
    title = read?.title
    questions = read?.margins.map { $0.questions.map(\.rawValue).joined(separator: " × ") } ?? []
  }
}

extension PopulationCommand {
  struct Import: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Make a population of a published table.",
      discussion: """
        The columns are headed question, choice, people; or questions by name, then people, with a row for each \
        combination of their choices. With --survey, choices may be written as the survey words them.

        For example:
          engage population import census.csv --population rugby-2021 \\
              --survey we-stand-together --source "Census 2021, table TS021"
        """)
    @Argument(help: "The table: a CSV file or a workbook.") var file: String
    @Option(help: "What to call the population, rugby-2021.") var population: String
    @Option(help: "What people read; the name if left out.") var title: String?
    @Option(help: "Who published the figures, and when.") var source: String?
    @Option(help: "The survey whose questions and choices the table speaks of.") var survey: String?
    @Option(help: "Which sheet of a workbook.") var sheet: String?
    @Flag(help: "Add the figures to those of a population there is already.") var add = false
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workspace = try Workplace(workspace).workspace
      let id = Population.ID(population)
      guard NameRules.isKebabCase(population) else {
        throw Diagnostic(
          rule: "bad-name", message: "the name of a population is made of lower case letters, digits and “-”",
          hint: NameRules.kebabCase(of: population).map { "“\($0)” would do" })
      }
      let survey = try survey.map { try workspace.readSurvey(Survey.ID($0)).required() }
      let margins = try PopulationTable(path: file, sheet: sheet, survey: survey).read()
      let made = try population(id, margins: margins, in: workspace)
      let path = "\(workspace.populationsFolder)/\(id).yaml"
      let text = PopulationWriter(made).text
      guard PopulationFile.read(text: text, path: path).value == made else {
        throw Diagnostic(
          rule: "unwritable", message: "the population can't be written as a file that says the same",
          file: file,
          hint: "leave out control characters in --title and --source")
      }
      try Folder.make(workspace.populationsFolder, mode: 0o700)
      try AtomicOutput.write(Array(text.utf8), to: path, access: .ownerOnly)
      let questions = Wording.list(margins.map { $0.questions.map(\.rawValue).joined(separator: " × ") })
      try Terminal.tell("Wrote \(workspace.shown(path)): figures on \(questions).")
    }

    private func population(
      _ id: Population.ID, margins: [Population.Margin], in workspace: Workspace
    ) throws -> Population {
      let exists = workspace.populations().contains { $0.name == id.rawValue }
      guard add else {
        if exists {
          throw Diagnostic(
            rule: "file-exists", message: "there is a population “\(id)” already, and it is left as it is",
            hint: "--add puts the figures beside those it has; or choose another --population")
        }
        return Population(id: id, title: title ?? id.rawValue, source: source, margins: margins)
      }
      var made = try workspace.readPopulation(id).required()
      for margin in margins
      where made.margins.contains(where: { Set($0.questions) == Set(margin.questions) }) {
        throw Diagnostic(
          rule: "duplicate-margin",
          message:
            "“\(id)” has figures on \(margin.questions.map(\.rawValue).joined(separator: " × ")) already",
          hint: "delete them from Surveys/populations/\(id).yaml first, or choose another --population")
      }
      made.margins += margins
      made.title = title ?? made.title
      if let source { made.source = [made.source, source].compactMap { $0 }.joined(separator: "; ") }
      return made
    }
  }
}
