namespace Tidings.Cli.Configuration;

/// <summary>The settings file as it was found.</summary>
/// <param name="Name">Its name, for faults.</param>
/// <param name="Text">What it says; null where there is none.</param>
/// <param name="Fault">Why it could not be read.</param>
sealed record ConfigurationFile(string Name, string? Text, ConfigurationFault? Fault = null)
{
    /// <summary>The name that is looked for where none is given.</summary>
    public const string DefaultName = "tidings.json";

    /// <summary>
    /// Reads the file <paramref name="named"/>, which must exist, or <see cref="DefaultName"/>, which need not.
    /// A relative name counts from <paramref name="folder"/>.
    /// </summary>
    public static ConfigurationFile Read(string? named, string folder)
    {
        var name = named ?? DefaultName;
        var path = Path.Combine(folder, name);
        try
        {
            return new(name, File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(name, null, named is null ? null : new(name, "there is no such file"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new(name, null, new(name, $"cannot be read: {exception.Message}"));
        }
    }
}
