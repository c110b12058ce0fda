/* SPDX-License-Identifier: MIT */
/* What start-up, the clock and an empty loop cost: the base line of `make size`. */
int main(void)
{
    return 0;
}
