using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CrossSell.Benchmarks.Generated;

/// <summary>What is dear to make and stays as it is, such as a market with its model: made once, though a class is set up for each of its benchmarks.</summary>
internal static class PerProcess
{
    private static readonly ConcurrentDictionary<string, object> s_made = new(StringComparer.Ordinal);

    /// <param name="make">Makes it.</param>
    /// <param name="file">The class it is made for, by its file.</param>
    public static T Of<T>(Func<T> make, [CallerFilePath] string file = "")
        where T : class => (T)s_made.GetOrAdd(file, _ => make());
}
