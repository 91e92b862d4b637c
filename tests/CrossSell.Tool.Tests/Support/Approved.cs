namespace CrossSell.Tool.Tests;

/// <summary>Texts that a person has read and found good; a change shows as a difference in <c>Approved/</c>.</summary>
internal static class Approved
{
    private static readonly string s_folder =
        Path.Combine(CrossSell.Tests.SharedData.RepositoryRoot, "tests", "CrossSell.Tool.Tests", "Approved");

    /// <summary>Compares a text with the approved file; when they differ, the text seen is written beside it as <c>.received</c>.</summary>
    public static void Check(string name, string text)
    {
        string approved = Path.Combine(s_folder, name + ".txt");
        string received = Path.Combine(s_folder, name + ".received.txt");
        string expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{name}.txt is not what was approved. Compare {received} with it, and rename it when it is better.");
    }
}
