using System.Diagnostics;
using System.Globalization;
using CrossSell.Tests;

namespace CrossSell.Packages.Tests.Packages;

/// <summary>
/// The packages under test: those in the folder that CROSSSELL_PACKAGES names, or else packed once for this run from the Release build.
/// </summary>
public sealed class PackedPackages : IDisposable
{
    private readonly string? _temporary;

    public PackedPackages()
    {
        string? given = Environment.GetEnvironmentVariable("CROSSSELL_PACKAGES");
        if (!string.IsNullOrEmpty(given))
        {
            Folder = given;
            return;
        }

        _temporary = Directory.CreateTempSubdirectory("crosssell-packages-").FullName;
        Folder = _temporary;
        Pack(Folder);
    }

    /// <summary>The folder that holds the .nupkg and .snupkg files.</summary>
    public string Folder { get; }

    /// <summary>The only file of a package, <c>CrossSell.Core.1.2.3.nupkg</c> for <c>CrossSell.Core</c> and <c>.nupkg</c>.</summary>
    public string FileOf(string package, string extension) =>
        Assert.Single(Directory.GetFiles(Folder, package + ".*" + extension), file => Path.GetFileName(file)[package.Length + 1] is >= '0' and <= '9');

    public void Dispose()
    {
        if (_temporary is not null)
        {
            Directory.Delete(_temporary, recursive: true);
        }
    }

    private static void Pack(string folder)
    {
        string[] arguments = ["pack", "CrossSell.sln", "--configuration", "Release", "--output", folder, "--nologo"];
#if !DEBUG
        // The build that runs this test has just built what is packed.
        arguments = [.. arguments, "--no-build"];
#endif
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = SharedData.RepositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(
            process.ExitCode == 0,
            string.Create(CultureInfo.InvariantCulture, $"dotnet {string.Join(' ', arguments)} exited with {process.ExitCode}: {output} {errors.Result}"));
    }
}
