namespace CrossSell.Packages.Tests.Docs;

/// <summary>The checker of documentation blocks, on pages whose faults are known.</summary>
public sealed class SnippetsTests
{
    private const string Source = "class A\n{\n    #region use\n    int x = 1;\n\n    if (x > 0)\n    {\n        x++;\n    }\n    #endregion\n}\n";

    [Fact]
    public void A_copy_passes_whatever_its_indentation() =>
        Assert.Empty(Check("Text\n\n<!-- snippet: a.cs#use -->\n```csharp\nint x = 1;\n\nif (x > 0)\n{\n    x++;\n}\n```\n"));

    [Theory]
    [InlineData("```csharp\nint x = 1;\n```\n", "page.md(1): a C# block has no <!-- snippet: path#region --> before it")]
    [InlineData("<!-- snippet: b.cs#use -->\n```csharp\nint x = 1;\n```\n", "page.md(2): there is no b.cs")]
    [InlineData("<!-- snippet: a.cs#gone -->\n```csharp\nint x = 1;\n```\n", "page.md(2): a.cs has no region gone")]
    [InlineData("<!-- snippet: a.cs#use -->\n```csharp\nint x = 1;\n```\n", "page.md(2): the block differs from a.cs#use, which is")]
    [InlineData("<!-- snippet: a.cs#use -->\n```cs\nint x = 2;\n```\n", "page.md(2): the block differs from a.cs#use, which is")]
    public void A_block_that_nobody_compiled_is_found(string page, string fault) =>
        Assert.StartsWith(fault, Assert.Single(Check(page)), StringComparison.Ordinal);

    [Fact]
    public void Other_languages_are_left_alone() => Assert.Empty(Check("```bash\ndotnet test\n```\n\n```text\nx\n```\n"));

    private static string[] Check(string page) => [.. Snippets.Faults("page.md", page, file => file == "a.cs" ? Source : null)];
}
