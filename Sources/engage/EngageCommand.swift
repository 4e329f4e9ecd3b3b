import ArgumentParser
import Glibc

/// The program: every command is a member of this list, in the order in which they are shown.
@main
struct EngageCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "engage",
    abstract: "From a survey event to a report that partners can read and trust.",
    discussion: """
      A first look:   engage demo
      Your own:       engage init my-surveys

      Every command has --help with an example.
      """,
    version: "Engage \(version)",
    subcommands: [
      InitCommand.self, DemoCommand.self, SurveyCommand.self, EventCommand.self, FormCommand.self,
      EntrySheetCommand.self, ImportCommand.self, BatchesCommand.self, EnterCommand.self, KeyingCommand.self,
      ResponsesCommand.self, TextsCommand.self, CodeCommand.self, CodingSheetCommand.self,
      CodebookCommand.self, RedactCommand.self, ReviewCommand.self, SafeguardingCommand.self,
      PopulationCommand.self, AnalyseCommand.self, ReportCommand.self, RenderCommand.self,
      ReleasesCommand.self,
      TraceCommand.self, ExportCommand.self, PluginsCommand.self, BackupCommand.self, RestoreCommand.self,
      RetentionCommand.self, RecordCommand.self, DoctorCommand.self,
    ])

  static func main() async {
    LostFile.endInPlainWords()
    // Where a file may not grow, the write that fails tells of it; the signal would only end the program.
    signal(SIGXFSZ, SIG_IGN)
    await main(nil)
  }
}
