using Xtablo.Domain.Common;

namespace Xtablo.Domain.Accounts;

public static class Themes
{
    /// <summary>Its name in small letters, as <see cref="From"/> takes it.</summary>
    public static string Name(this Theme theme) => theme switch
    {
        Theme.Light => "light",
        Theme.Dark => "dark",
        _ => "system",
    };

    /// <param name="text">Its name in small letters.</param>
    /// <exception cref="RefusedException"><c>theme.unknown</c>; the field is <c>Theme</c>.</exception>
    public static Theme From(string? text) => text switch
    {
        "system" or "" => Theme.System,
        "light" => Theme.Light,
        "dark" => Theme.Dark,
        _ => throw new RefusedException("theme.unknown", "Theme"),
    };
}

public enum Theme
{
    /// <summary>As the device is set.</summary>
    System,
    Light,
    Dark,
}
