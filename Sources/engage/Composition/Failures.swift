import ArgumentParser
import EngageDisclosure
import EngageFiles
import EngageModel
import EngagePluginHost
import EngageRender
import EngageReport
import EngageSheets
import EngageStore
import Glibc

/// A command of Engage: what it does is in `perform`; failures are told here, in one way for all.
protocol PlainCommand: AsyncParsableCommand {
  func perform() async throws
}

extension PlainCommand {
  mutating func run() async throws {
    do {
      try await perform()
    } catch let exit as ExitCode {
      throw exit
    } catch let error as CleanExit {
      throw error
    } catch let error as ValidationError {
      throw error
    } catch {
      let failure = Failure(error)
      failure.tell()
      throw ExitCode(failure.code)
    }
  }
}

/// Why a command could not do its work: what to print, and the exit code.
struct Failure {
  /// The data or a file has errors; nothing was stored.
  static let badInput: Int32 = 1
  /// Refused to protect data or people.
  static let refused: Int32 = 2
  /// A bug in Engage.
  static let bug: Int32 = 70

  var code: Int32
  var diagnostics: [Diagnostic]
  var sources: [String: String]
  /// The end of what a plugin wrote to its log.
  var log = ""

  init(_ error: any Error) {
    sources = [:]
    switch error {
    case let error as FileProblems:
      (code, diagnostics, sources) = (Failure.badInput, error.diagnostics, error.sources)
    case let error as DiagnosticsError: (code, diagnostics) = (Failure.badInput, error.diagnostics)
    case let error as Diagnostic: (code, diagnostics) = (Failure.badInput, [error])
    case let error as ReleaseRefused:
      (code, diagnostics, sources) = (Failure.refused, error.diagnostics, error.sources)
    case let error as Refusal: (code, diagnostics) = (Failure.refused, [error.diagnostic])
    case let error as PluginFailure:
      (code, diagnostics) = (error.protects ? Failure.refused : Failure.badInput, [error.diagnostic])
      log = error.log
    case let error as RefusedRelease: (code, diagnostics) = (Failure.refused, error.diagnostics)
    case let error as NotProtected:
      code = Failure.refused
      diagnostics = [Diagnostic(rule: "not-protected", message: error.description, hint: error.hint)]
    case let error as DisclosureRefusal:
      code = Failure.refused
      diagnostics = [
        Diagnostic(rule: "not-safe", message: error.description, hint: error.ways.joined(separator: "; or "))
      ]
    case let error as EncryptionFailure:
      (code, diagnostics) = (error.protects ? Failure.refused : Failure.badInput, [error.diagnostic])
    case let error as StoreError:
      (code, diagnostics) = (error.protectsData ? Failure.refused : Failure.badInput, [error.diagnostic])
    case let error as ReportReadingError:
      code = Failure.badInput
      diagnostics = [Diagnostic(rule: "bad-report", message: error.description, hint: error.hint)]
    case let error as UnknownReportFormat:
      (code, diagnostics) = (
        Failure.badInput, [Diagnostic(rule: "unknown-format", message: error.description)]
      )
    case let error as SheetFileError:
      (code, diagnostics) = (Failure.badInput, [Diagnostic(rule: "file", message: error.description)])
    case let error as WorkbookError:
      (code, diagnostics) = (Failure.badInput, [Diagnostic(rule: "workbook", message: error.description)])
    case let error as SavError:
      (code, diagnostics) = (Failure.badInput, [Diagnostic(rule: "spss", message: error.description)])
    case let error as DataPackageError:
      (code, diagnostics) = (Failure.badInput, [Diagnostic(rule: "data-package", message: error.description)])
    default:
      code = Failure.bug
      diagnostics = [
        Diagnostic(
          rule: "bug", message: "something went wrong inside Engage (\(type(of: error)))",
          hint: "nothing was stored; please tell the people who look after Engage what you did")
      ]
    }
  }

  func tell() {
    let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
    Terminal.tellError(formatter.format(diagnostics, sources: sources))
    let errors = diagnostics.count { $0.severity == .error }
    if !log.isEmpty { Terminal.tellError(Plugins.shown(log: log)) }
    if errors > 1 { Terminal.tellError("\n\(formatter.summary(of: diagnostics)).") }
  }
}

/// Refused to protect data or people.
struct Refusal: Error {
  var diagnostic: Diagnostic

  init(rule: String, _ message: String, hint: String) {
    diagnostic = Diagnostic(rule: rule, message: message, hint: hint)
  }
}

/// Problems of files, with the text of the files to underline them in.
struct FileProblems: Error {
  var diagnostics: [Diagnostic]
  var sources: [String: String]
}

extension Reading {
  /// The value; warnings are told on standard error.
  /// - Throws: `FileProblems` if the file has errors.
  func required() throws -> Value {
    guard let value, !diagnostics.hasErrors else {
      throw FileProblems(diagnostics: diagnostics, sources: sources)
    }
    return value
  }
}

extension StoreError {
  /// Whether it refuses to protect what is stored, rather than finds something wrong with what was given.
  var protectsData: Bool {
    switch self {
    case .frozen, .sameContent, .changedSince, .newer, .alreadyUndone: true
    default: false
    }
  }
}
