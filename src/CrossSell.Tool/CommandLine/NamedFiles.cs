using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>The files that a command line names: no file that is written may be one that is read, or be written twice, or somebody's data would be lost.</summary>
internal sealed class NamedFiles
{
    private readonly HashSet<string> _read;

    private NamedFiles(HashSet<string> read) => _read = read;

    public static NamedFiles None { get; } = new([]);

    /// <summary>Takes the names from the command line, and looks for those that stand for one file.</summary>
    /// <exception cref="UsageException">A file is read and written, or written twice.</exception>
    public static NamedFiles Of(OptionReader options)
    {
        var files = new NamedFiles([.. options.Named.Where(option => option is not OutputOption).SelectMany(option => Read(option, options)).Select(OutputPath.Resolve)]);
        var written = new Dictionary<string, string>(OutputPath.Comparer);
        foreach (OutputOption option in options.Named.OfType<OutputOption>())
        {
            foreach (string path in options.Values(option).Where(path => path is not ("" or "-") && !OutputPath.IsDevice(path)))
            {
                files.CheckOutput(path);
                if (!written.TryAdd(OutputPath.Resolve(path), option.Name))
                {
                    throw new UsageException($"{written[OutputPath.Resolve(path)]} and {option.Name} are both '{path}'; choose another name for one of them.");
                }
            }
        }

        return files;
    }

    /// <exception cref="UsageException">The file is one that is read.</exception>
    public void CheckOutput(string path)
    {
        if (_read.Contains(OutputPath.Resolve(path), OutputPath.Comparer))
        {
            throw new UsageException($"the output '{path}' is also an input; choose another name, or the input would be lost.");
        }
    }

    private static IEnumerable<string> Read(Option option, OptionReader options)
    {
        IEnumerable<string> values = options.Values(option).Where(path => path is not ("" or "-"));
        return option.HelpName switch
        {
            Opt.File => values,
            LedgerOptions.Names => values.SelectMany(LedgerOptions.FilesOf),
            _ => [],
        };
    }
}
