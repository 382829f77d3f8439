using System.Globalization;

namespace Tidings.Storage.Postgres;

/// <summary>One server: a name or number and a port, or the folder of its Unix socket.</summary>
/// <param name="Name">
/// A host's name or number (an IPv6 number without brackets), or a folder that begins with <c>/</c>.
/// </param>
/// <param name="Port">1 to 65535; it is in the name of the socket too.</param>
public readonly record struct PostgresHost(string Name, int Port)
{
    /// <summary>Whether it is reached by a file of this machine.</summary>
    public bool IsSocket => Name[0] is '/' or '@';

    /// <summary><c>name:port</c>, with brackets around an IPv6 number.</summary>
    public override string ToString()
    {
        var name = Name.Contains(':', StringComparison.Ordinal) && !IsSocket ? $"[{Name}]" : Name;
        return string.Create(CultureInfo.InvariantCulture, $"{name}:{Port}");
    }
}
