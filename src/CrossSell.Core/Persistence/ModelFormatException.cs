namespace CrossSell;

/// <summary>A model file cannot be read: it is not one, is cut short or damaged, or was written by a later major version.</summary>
public sealed class ModelFormatException : IOException
{
    /// <summary>Builds the exception with one sentence that names the file, what was found and what was expected.</summary>
    /// <param name="source">The file's name, or what else the bytes came from.</param>
    /// <param name="problem">What was found and what was expected.</param>
    /// <param name="inner">The cause below, or null.</param>
    public ModelFormatException(string source, string problem, Exception? inner = null)
        : base($"{source} cannot be read as a CrossSell model: {problem}.", inner)
    {
        ModelSource = source;
        Problem = problem;
    }

    /// <summary>The file's name, or what else the bytes came from.</summary>
    public string ModelSource { get; }

    /// <summary>What was found and what was expected.</summary>
    public string Problem { get; }
}
