using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;

namespace CrossSell.Tool;

/// <summary>The tool <c>crosssell</c>: finds the verb, runs it, and turns whatever goes wrong into a line or two and an exit code.</summary>
internal static class Program
{
    private const string ToolName = "crosssell";

    /// <summary>The version as in the package.</summary>
    public static string Version { get; } =
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static async Task<int> Main(string[] args)
    {
        var real = new RealHost();
        return await RunAsync(args, real.Host).ConfigureAwait(false);
    }

    /// <summary>Runs one command line in the surroundings given.</summary>
    /// <returns>The exit code: 0 done, 1 failed or stopped, 2 wrong command line, 3 refused.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolHost host)
    {
        host.Running = ToolName;
        string[] known = [];
        bool debug = false;
        try
        {
            RootCommand root = Commands.CreateRoot(out Option<bool> help, out Option<bool> version);
            ParseResult result = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (result.CommandResult.Command is VerbGroup group)
            {
                host.Running = $"{ToolName} {group.Name}";
                RunGroup(result, root, group, host);
                return ExitCode.Success;
            }

            if (result.CommandResult.Command is not VerbCommand command)
            {
                RunRoot(result, root, help, version, host);
                return ExitCode.Success;
            }

            host.Running = $"{ToolName} {command.Path}";
            known = [.. command.Options.Select(option => option.Name)];
            var options = new OptionReader(result);
            if (result.GetValue(command.Common.Help))
            {
                Print(host, HelpText.Of(command));
                return ExitCode.Success;
            }

            debug = options.Flag(command.Common.Debug);
            ThrowIfWrong(result, root, args);
            host.Files = NamedFiles.Of(options);
            await command.RunAsync(options, host).ConfigureAwait(false);
            return host.Outcome;
        }
#pragma warning disable CA1031 // Whatever happens, a person reads a sentence and not a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            host.Temporaries.DeleteAll();
            (int exitCode, string text) = ErrorText.Of(e, host.Running, host.Cancellation.IsCancellationRequested, known);
            Complain(host, debug ? $"{text}{Environment.NewLine}{e}" : text);
            return exitCode;
        }
    }

    private static void RunRoot(ParseResult result, RootCommand root, Option<bool> help, Option<bool> version, ToolHost host)
    {
        if (result.GetValue(help))
        {
            Print(host, HelpText.Of(root));
        }
        else if (result.GetValue(version))
        {
            Print(host, Version + "\n");
        }
        else
        {
            if (result.UnmatchedTokens.Count > 0)
            {
                ThrowIfWrong(result, root);
            }

            throw new UsageException($"no verb was given; expected {string.Join(", ", root.Subcommands.Select(verb => verb.Name))}.");
        }
    }

    private static void RunGroup(ParseResult result, RootCommand root, VerbGroup group, ToolHost host)
    {
        if (result.GetValue(group.Help))
        {
            Print(host, HelpText.Of(group));
            return;
        }

        if (result.UnmatchedTokens.Count > 0)
        {
            ThrowIfWrong(result, root);
        }

        throw new UsageException($"no verb was given; expected {string.Join(", ", group.Subcommands.Select(verb => verb.Name))}.");
    }

    private static void ThrowIfWrong(ParseResult result, RootCommand root, IReadOnlyList<string>? args = null)
    {
        if (ParseErrorText.Of(result, root, args ?? []) is { } wrong)
        {
            throw new UsageException(wrong);
        }
    }

    private static void Print(ToolHost host, string text)
    {
        using var sink = new Utf8Sink(host.OpenOutput());
        sink.Write(text);
    }

    private static void Complain(ToolHost host, string text)
    {
        if (text.Length > 0)
        {
            try
            {
                host.Error.WriteLine(text);
            }
            catch (IOException)
            {
                // Nobody reads the errors either.
            }
        }
    }
}
