using CrossSell.ContactPolicy;

namespace CrossSell;

/// <content>Policies as JSON; docs/contact-policy.md tells the format.</content>
public sealed partial class PolicySet
{
    /// <summary>The policy as JSON, indented, every setting written out; reading it back gives a policy with the same <see cref="Hash"/>.</summary>
    public string ToJson() => System.Text.Encoding.UTF8.GetString(PolicyWriter.Utf8Of(this, indented: true));

    /// <summary>Reads a policy.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">What messages call it, such as the file's name.</param>
    /// <exception cref="PolicyException">It is no policy: the message names the source, the place in it, the value seen and what was expected, for every fault.</exception>
    public static PolicySet FromJson(string json, string source = "policy")
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(source);
        return new PolicyReader(source).Read(json);
    }

    /// <summary>Reads a policy from a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <exception cref="PolicyException">It is no policy; the message lists every fault with its place.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PolicySet Load(string path) => FromJson(File.ReadAllText(path), path);

    /// <summary>Writes the policy to a file, which is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => File.WriteAllText(path, ToJson() + "\n");
}
