import ArgumentParser
import EngageFiles

struct InitCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace to start from, with a small example of everything.",
    discussion: "For example:\n  engage init my-surveys")

  @Argument(help: "The folder; the current one if left out. Files that are there already stay as they are.")
  var folder: String = "."

  func perform() async throws {
    let made = try Workspace.create(at: folder)
    guard !made.isEmpty else { return try Terminal.tell("Everything is there already in \(folder).") }
    let lines = made.map { "  \($0)" }
    try Terminal.tell(
      (["Made in \(folder):"] + lines + ["", "Next: engage survey list"]).joined(separator: "\n"))
  }
}
