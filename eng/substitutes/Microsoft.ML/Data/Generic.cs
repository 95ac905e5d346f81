namespace Microsoft.ML.Data;

internal static class Generic
{
    /// <summary>Calls the static generic method behind <paramref name="method"/> (given for any type argument) for another type.</summary>
    public static TResult Call<T1, T2, TResult>(Func<T1, T2, TResult> method, Type type, T1 first, T2 second) =>
        method.Method.GetGenericMethodDefinition().MakeGenericMethod(type).CreateDelegate<Func<T1, T2, TResult>>()(first, second);
}
