using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>An option that names a file that is written, where others of <c>FILE</c> are read.</summary>
internal sealed class OutputOption(string name) : Option<string>(name);
